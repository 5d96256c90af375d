import * as z from 'zod';
import { addedOrigin, documentMaximumBytes, documentType } from '../model/document.ts';
import { applicantId, caseId, day, documentId, sha256 } from '../model/ids.ts';
import { caseView, documentPresence } from './case-file.ts';
import { method } from './define.ts';
import { syncStatus } from './sync.ts';

/** Most bytes in one `documents.append`. */
export const appendMaximumBytes = 4 * 1024 * 1024;

/** Least room that may be set aside for documents. */
export const leastBudgetBytes = 100_000_000;

export const caseDocumentsContract = {
  /**
   * A file is to be added: makes room for it in the vault. Its bytes then come by `documents.append`, from `bytesHere` on; a
   * content that is here already has them all. Errors: `case-not-found`, `document-too-large`, `disk-full`, `rule-refused`.
   */
  'documents.begin': method({
    args: z.object({ caseId, sha256, sizeBytes: z.int().positive() }),
    value: z.object({ bytesHere: z.int().nonnegative() }),
    repeatable: true,
  }),
  /** Errors: `bad-request` where the offset is not the next, `disk-full`, `disk-failed`. */
  'documents.append': method({
    args: z.object({
      sha256,
      offset: z.int().nonnegative().max(documentMaximumBytes),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= appendMaximumBytes),
    }),
    value: z.object({ bytesHere: z.int().nonnegative() }),
    repeatable: false,
  }),
  /**
   * The bytes are complete: verifies them, finds out what kind of file it is, and puts it on the case. The answer means: file
   * and act are on this device's disk, encrypted. Errors: `document-damaged` where the file changed while it was read,
   * `unsupported-format`, `document-unreadable`, `document-too-large`, `rule-refused`, `disk-full`, `disk-failed`.
   */
  'documents.add': method({
    args: z.object({
      actId: z.uuid(),
      caseId,
      documentId,
      sha256,
      type: documentType,
      title: z.string().trim().min(1).max(200),
      origin: addedOrigin,
      applicantId: applicantId.nullable(),
      dated: day.nullable(),
    }),
    value: z.object({ view: caseView }),
    repeatable: true,
    timeoutMs: 60_000,
  }),
  /** Gives the adding up; what came of the file leaves the disk. */
  'documents.cancel': method({ args: z.object({ sha256 }), value: z.object({}), repeatable: true }),
  /** "Cases only": no document goes up or down until it is switched back; kept over a restart. */
  'documents.pause': method({ args: z.object({ paused: z.boolean() }), value: syncStatus, repeatable: true }),
  /** Room for documents on this device; null: as much as the disk has. What is least needed leaves at once. */
  'documents.set-budget': method({
    args: z.object({ bytes: z.int().min(leastBudgetBytes).nullable() }),
    value: z.object({}),
    repeatable: true,
  }),
  /** What is stored of documents, for the Settings screen. */
  'documents.storage': method({
    args: z.object({}),
    value: z.object({
      budgetBytes: z.int().nullable(),
      heldBytes: z.int(),
      pinnedBytes: z.int(),
      /** Wanted, and not fetched because there is no room for them. */
      beyondBudget: z.int(),
      counts: z.record(documentPresence, z.int()),
      owed: z.int(),
      owedBytes: z.int(),
    }),
    repeatable: true,
  }),
};
