import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import { documentMaximumBytes } from '#shared/model/document.ts';
import type { Instant, Sha256 } from '#shared/model/ids.ts';
import { fileKind } from '../packs/file-kind.ts';
import type { Database, ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { putDocumentFiles } from './document-records.ts';
import type { DocumentStore } from './document-store.ts';
import type { Upload } from './upload-records.ts';
import {
  addPiece,
  beginUpload,
  bytesBegunBy,
  dropUpload,
  expiredUploads,
  findUpload,
  piecesOf,
} from './upload-records.ts';
import type { WantedDocument } from './wanted-documents.ts';
import { findWanted, isWantedNoMore } from './wanted-documents.ts';

export interface UploadParts {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly now: () => Instant;
}

/** How long an upload waits for its next bytes. An officer may be away for a week. */
const patienceMs = 7 * 24 * 60 * 60 * 1000;

/** What one person may have begun and not finished. */
const quotaBytes = 2_000_000_000;

/** What is held in memory before it becomes a piece. */
const pieceBytes = 4 * 1024 * 1024;

/** More pieces than this for one file are no bad connection any more. */
const mostPieces = 20_000;

const patience = (now: Instant): string => new Date(Date.parse(now) + patienceMs).toISOString();

/**
 * The upload of a wanted content, new or under way.
 *
 * @throws AppError `upload-quota`, `document-too-large`, `bad-request` where the size is not that of the record
 */
export async function openUpload(
  { database, documents, now }: UploadParts,
  wanted: WantedDocument,
  announced: { readonly sizeBytes: number; readonly begunBy: string },
): Promise<Upload> {
  await dropExpired({ database, documents, now });
  if (wanted.sizeBytes !== announced.sizeBytes) throw new AppError('bad-request', { field: 'upload-length' });
  if (wanted.why === 'new' && wanted.sizeBytes > documentMaximumBytes) {
    throw new AppError('document-too-large', { megabytes: Math.round(wanted.sizeBytes / 1e6) });
  }
  return database.write(async (db) => {
    const upload = await beginUpload(db, {
      id: randomUUID(),
      sha256: wanted.sha256,
      sizeBytes: wanted.sizeBytes,
      begunBy: announced.begunBy,
      expiresAt: patience(now()),
    });
    if ((await bytesBegunBy(db, announced.begunBy)) > quotaBytes) throw new AppError('upload-quota');
    return upload;
  });
}

async function dropExpired({ database, documents, now }: UploadParts): Promise<void> {
  for (const id of await database.read((db) => expiredUploads(db, now()))) {
    await giveUpUpload({ database, documents, now }, id);
  }
}

/** What came of an upload goes; the content stays wanted. */
export async function giveUpUpload({ database, documents }: UploadParts, id: string): Promise<void> {
  await database.write((db) => dropUpload(db, id));
  await documents.removePieces(id);
}

/**
 * Takes bytes from the upload's offset on. What has come before a cut is kept: the bytes are on the medium and counted
 * before the next are taken.
 *
 * @throws AppError `upload-moved` where somebody else has gone on with this upload; `bad-request` where more comes than was
 *   announced; whatever the source throws, after what came has been counted
 */
export async function takeBytes(parts: UploadParts, opened: Upload, bytes: AsyncIterable<Uint8Array>): Promise<Upload> {
  let upload = opened;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const put = async (): Promise<void> => {
    if (heldBytes === 0) return;
    const whole = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    upload = await storePiece(parts, upload, whole);
  };
  try {
    for await (const each of bytes) {
      if (upload.bytesHere + heldBytes + each.length > upload.sizeBytes) {
        throw new AppError('bad-request', { field: 'upload-length', why: 'too-long' });
      }
      held.push(each);
      heldBytes += each.length;
      if (heldBytes >= pieceBytes) await put();
    }
  } finally {
    await put();
  }
  return upload;
}

async function storePiece({ database, documents, now }: UploadParts, upload: Upload, bytes: Buffer): Promise<Upload> {
  if (upload.pieces >= mostPieces) {
    await giveUpUpload({ database, documents, now }, upload.id);
    throw new AppError('document-damaged', { tooManyPieces: true });
  }
  const name = `${upload.bytesHere}-${randomUUID()}`;
  await documents.putPiece(upload.id, name, bytes);
  const expiresAt = patience(now());
  const isCounted = await database.write((db) => addPiece(db, upload, { name, length: bytes.length }, expiresAt));
  if (!isCounted) throw new AppError('upload-moved');
  return { ...upload, bytesHere: upload.bytesHere + bytes.length, pieces: upload.pieces + 1, expiresAt };
}

async function* bytesOf({ database, documents }: UploadParts, upload: Upload): AsyncGenerator<Uint8Array> {
  for (const name of await database.read((db) => piecesOf(db, upload.id))) {
    for await (const each of await documents.readPiece(upload.id, name)) yield each as Uint8Array;
  }
}

/** Fails at the first bytes of what is no file of the announced kind, before anything of it is stored. */
async function* ofKind(bytes: AsyncIterable<Uint8Array>, mime: string): AsyncGenerator<Uint8Array> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const each of bytes) {
    if (head !== null) {
      head = Buffer.concat([head, each]);
      if (head.length < 1024) continue;
      checkKind(head, mime);
      yield head;
      head = null;
    } else yield each;
  }
  if (head !== null) {
    checkKind(head, mime);
    yield head;
  }
}

function checkKind(head: Buffer, mime: string): void {
  if (fileKind(head) !== mime) throw new AppError('unsupported-format');
}

/**
 * All bytes are here: checks the whole, stores it, and counts it as present. Repeating it after a crash between any two of
 * its steps is the same. A whole that is not what was announced is dropped with everything of it.
 *
 * @returns offices whose cases name the content
 * @throws AppError `document-damaged`, `unsupported-format`
 */
export async function finishUpload(parts: UploadParts, upload: Upload): Promise<readonly string[]> {
  const { database, documents, now } = parts;
  const { sha256, sizeBytes } = upload;
  const wanted = await database.read((db) => findWanted(db, sha256));
  if (wanted !== null) {
    try {
      const bytes = ofKind(bytesOf(parts, upload), wanted.mime);
      await documents.putStream(bytes, { sha256: sha256 as Sha256, sizeBytes });
    } catch (thrown) {
      const isHopeless = thrown instanceof AppError && ['document-damaged', 'unsupported-format'].includes(thrown.code);
      if (isHopeless && (await isStill(database, upload.id))) await giveUpUpload(parts, upload.id);
      throw thrown;
    }
    await database.write(async (db) => {
      await putDocumentFiles(db, [{ sha256, sizeBytes, mime: wanted.mime, pages: wanted.pages }], now());
      await isWantedNoMore(db, sha256);
      await dropUpload(db, upload.id);
    });
  }
  await documents.removePieces(upload.id);
  return database.read((db) => officesNaming(db, sha256));
}

/** Another central may have finished it meanwhile and taken the pieces away: that is no damage. */
async function isStill(database: Database, id: string): Promise<boolean> {
  return (await database.read((db) => findUpload(db, id))) !== null;
}

async function officesNaming(db: ReadDb, sha256: string): Promise<string[]> {
  const rows = await db.rows<{ office: string }>(sql`
    select distinct case_state.office as office
    from case_document join case_state on case_state.case_id = case_document.case_id
    where case_document.sha256 = ${sha256} order by office`);
  return rows.map((row) => row.office);
}
