import * as z from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { caseState } from '../model/case-state.ts';
import type { CommandPayload, CommandType } from '../model/command.ts';
import { command, commandPayloads } from '../model/command.ts';
import { caseEvent } from '../model/event.ts';
import { caseId, clientId, documentId, instant, officeId, officerId, sha256 } from '../model/ids.ts';
import { refusalCodes } from '../model/refusal.ts';
import { method } from './define.ts';

export const documentPresence = z.enum(['present', 'partial', 'missing', 'damaged']);
export type DocumentPresence = z.infer<typeof documentPresence>;

/** Why a document cannot be fetched for now, as far as central has said. */
export const documentAbsence = z.object({
  /** `not-yet`: added on a device that has not sent its bytes. `damaged`: central's copy is broken and asked for anew. `other-content`: what came was not this document. */
  why: z.enum(['not-yet', 'damaged', 'other-content']),
  /** Office of whoever added it. */
  office: officeId.nullable(),
  since: instant.nullable(),
});
export type DocumentAbsence = z.infer<typeof documentAbsence>;

/** How a document of the open case stands on this device, and on its way to central. */
export const documentStanding = z.object({
  presence: documentPresence,
  bytesHere: z.int().nonnegative(),
  /** Null where nothing is known against fetching it. */
  absent: documentAbsence.nullable(),
  /** Added here and not yet at central; null otherwise. */
  sending: z.object({ bytesThere: z.int().nonnegative(), problem: z.enum(errorCodes).nullable() }).nullable(),
});
export type DocumentStanding = z.infer<typeof documentStanding>;

/** An act of this device on this case that central has not answered, or has refused. */
export const pendingAct = z.object({
  n: z.int().positive(),
  type: z.enum(Object.keys(commandPayloads) as [CommandType, ...CommandType[]]),
  state: z.enum(['waiting', 'sending', 'refused', 'handed-over']),
  actAt: instant,
  refusal: z
    .object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});
export type PendingAct = z.infer<typeof pendingAct>;

/** A case as the screen shows it: central's state with this device's own acts on top. */
export const caseView = z.object({
  state: caseState,
  /** Version of central's state below the own acts. */
  centralVersion: z.int().nonnegative(),
  sight: z.enum(['full', 'summary', 'intake']),
  /** Whether reading it needs a reason (outside the own workload and none given since). */
  needsReason: z.boolean(),
  pending: z.array(pendingAct),
  documents: z.record(documentId, documentStanding),
  /** When central last confirmed this case. */
  asOf: instant.nullable(),
  /** How a case that the device has in summary may be read whole; null where that is not for this person. */
  whole: z
    .object({
      /** The whole is what is shown, as central gave it; `isOlder` where the case has changed since. */
      here: z.object({ readAt: instant, until: instant, isOlder: z.boolean() }).nullable(),
      /** When the last reading on this device ended, so that a reason is asked for again. */
      endedAt: instant.nullable(),
    })
    .nullable(),
});
export type CaseView = z.infer<typeof caseView>;

/** One act: the renderer makes `actId`, so that repeating a call after a lost answer never does it twice. */
export const act = z
  .object({ actId: z.uuid(), caseId, type: z.string(), payload: z.unknown() })
  .transform((value, context) => {
    const parsed = command.safeParse({ type: value.type, payload: value.payload, basis: { epoch: 0, records: {} } });
    if (!parsed.success) {
      context.addIssue({ code: 'custom', message: 'payload', path: ['payload'] });
      return z.NEVER;
    }
    const { type, payload } = parsed.data;
    return { actId: value.actId, caseId: value.caseId, type, payload };
  });

/** What the renderer sends for an act, typed by its kind. */
export type ActInput = {
  [Type in CommandType]: {
    readonly actId: string;
    readonly caseId: string;
    readonly type: Type;
    readonly payload: CommandPayload<Type>;
  };
}[CommandType];

export const caseFileContract = {
  /**
   * Opens a case for reading: records the opening as an act and gives the view. Own workload needs no reason.
   * Errors: `case-not-found`, `case-not-on-device`, `rule-refused` (details.refusal `reason-required`).
   */
  'case-file.open': method({
    args: z.object({ actId: z.uuid(), caseId, reason: z.string().max(500).nullable() }),
    value: caseView,
    repeatable: true,
  }),
  /** The view without recording an opening: for refreshing a case that is open. Errors: `case-not-found`. */
  'case-file.view': method({ args: z.object({ caseId }), value: caseView, repeatable: true }),
  /**
   * Gets the whole of a case that the device has in summary, after an opening with a reason: only with a connection, for a
   * working day, in memory only. Errors: `offline`, `central-unreachable`, `not-permitted`, `rule-refused`
   * (details.refusal `reason-required`), and others of the exchange.
   */
  'case-file.read-whole': method({
    args: z.object({ caseId }),
    value: caseView,
    repeatable: true,
    timeoutMs: 60_000,
  }),
  /** Makes a case quick to open (state read, first pages fetched); records nothing, shows nothing. */
  'case-file.prepare': method({ args: z.object({ caseId }), value: z.object({}), repeatable: true }),
  'case-file.history': method({
    args: z.object({ caseId }),
    value: z.object({
      events: z.array(caseEvent),
      /** Events up to this seq are central's; later ones are provisional on this device. */
      confirmed: z.int(),
      clientId: clientId.nullable(),
    }),
    repeatable: true,
  }),
  /**
   * Does an act: decided by the model, written to the outbox with synchronous=FULL, then answered. The answer means
   * "saved on this device". Errors: `rule-refused` with details {refusal, ...}, `disk-full`, `disk-failed`, `store-locked`.
   */
  'case-file.act': method({
    args: act,
    value: z.object({ n: z.int().positive().nullable(), view: caseView }),
    repeatable: true,
  }),
  /** What is typed and not yet an act, by case and field: kept on disk as it is typed. Null deletes. */
  'case-file.keep-typed': method({
    args: z.object({ caseId, field: z.string().min(1).max(100), text: z.string().max(100_000).nullable() }),
    value: z.object({ keptAt: instant }),
    repeatable: true,
  }),
  'case-file.typed': method({
    args: z.object({ caseId }),
    value: z.array(z.object({ field: z.string(), text: z.string(), keptAt: instant })),
    repeatable: true,
  }),
  /** Names of colleagues by user code, as far as this device knows them. */
  'case-file.people': method({
    args: z.object({}),
    value: z.array(
      z.object({ officerId, name: z.string(), officeId: z.string(), active: z.boolean(), decides: z.boolean() }),
    ),
    repeatable: true,
  }),
};

/** Facts of a document's bytes as read by the core; the viewer's first question. */
export const documentFacts = z.object({
  sha256,
  mime: z.string(),
  sizeBytes: z.int(),
  presence: documentPresence,
  /** `pdf` is drawn by the viewer itself; `raster` pages come as pictures from `dossier-doc://`. */
  engine: z.enum(['pdf', 'raster']),
  /** For raster engines: width and height in pixels and resolution of each page, upright. Empty for PDF. */
  pages: z.array(z.object({ width: z.int(), height: z.int(), dpi: z.number().nullable() })),
});
export type DocumentFacts = z.infer<typeof documentFacts>;

export const viewerContract = {
  /** Errors: `document-not-found`, `document-missing`, `document-damaged`, `document-unreadable`, `unsupported-format`, `document-too-large`, `document-encrypted`. */
  'viewer.facts': method({ args: z.object({ sha256 }), value: documentFacts, repeatable: true, timeoutMs: 30_000 }),
  /** Asks for a document's bytes now, before all others. */
  'viewer.fetch': method({
    args: z.object({ sha256 }),
    value: z.object({ presence: documentPresence }),
    repeatable: true,
  }),
  /** Rotation of a page as this person left it, in quarter turns clockwise. */
  'viewer.rotations': method({
    args: z.object({ documentId }),
    value: z.record(z.string(), z.int().min(0).max(3)),
    repeatable: true,
  }),
  'viewer.rotate': method({
    args: z.object({ documentId, pageIndex: z.int().nonnegative(), quarterTurns: z.int().min(0).max(3) }),
    value: z.object({}),
    repeatable: true,
  }),
};
