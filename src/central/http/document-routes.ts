import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import { sha256 } from '#shared/model/ids.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import type { Central } from '../central.ts';
import { requestedBytes } from '../documents/byte-range.ts';
import { checkedBytes } from '../documents/checked-bytes.ts';
import type { DocumentFile } from '../documents/document-records.ts';
import { findDocumentFile, mayReadDocument } from '../documents/document-records.ts';
import type { WantedDocument } from '../documents/wanted-documents.ts';
import { findWanted, wantAgain } from '../documents/wanted-documents.ts';
import { described } from './json-schema.ts';
import { actorOfRequest } from './sign-in-check.ts';

const params = z.object({ sha256 });

/**
 * The content if this person may have it. A content that is not there and one that is not theirs look the same from
 * outside. The start of each reading is in the audit log before the first byte leaves.
 */
async function openDocument(central: Central, request: FastifyRequest): Promise<DocumentFile> {
  const { sha256: wanted } = params.parse(request.params);
  const who = actorOfRequest(request);
  const [file, wantedNow, allowed] = await central.database.read(async (db) => [
    await findDocumentFile(db, wanted),
    await findWanted(db, wanted),
    await mayReadDocument(db, who, wanted, central.sync.clock.now()),
  ]);
  if (file === null && wantedNow === null) throw new AppError('document-not-found');
  if (!allowed) {
    await recordReading(central, request, who, wanted, 'denied');
    throw new AppError('document-not-found');
  }
  if (wantedNow !== null || file === null) throw absenceOf(wantedNow);
  const present = await central.documents.sizeOf(wanted);
  if (present === file.sizeBytes) return file;
  await noteAbsence(central, wanted, present === null ? 'lost' : 'damaged');
  throw new AppError(present === null ? 'document-missing' : 'document-damaged');
}

/** What is known of bytes that are not here: since when, and from which office they are to come. */
function absenceOf(wanted: WantedDocument | null): AppError {
  const details =
    wanted === null ? {} : { since: wanted.since, ...(wanted.office === null ? {} : { office: wanted.office }) };
  return new AppError(wanted?.why === 'damaged' ? 'document-damaged' : 'document-missing', details);
}

/** From now on every device that has the document is asked for it. */
async function noteAbsence(central: Central, hash: string, why: 'damaged' | 'lost'): Promise<void> {
  await central.database.write((db) => wantAgain(db, hash, why, central.sync.clock.now()));
}

async function recordReading(
  central: Central,
  request: FastifyRequest,
  who: Actor,
  subject: string,
  outcome: 'done' | 'denied',
): Promise<void> {
  const { officerId, officeId } = who;
  const at = central.sync.clock.now();
  const entry = { at, who: officerId, device: null, from: request.ip, subject, outcome, code: null, act: null };
  await central.audit.record(officeId, { ...entry, what: 'document:read' });
}

/** A whole document is checked while it goes out: where it has rotted the answer ends in a cut, and it is asked for again. */
async function* checkedReading(
  central: Central,
  bytes: AsyncIterable<Uint8Array>,
  file: DocumentFile,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | null = null;
  try {
    for await (const piece of checkedBytes(bytes, file)) {
      // The last piece goes out only after the hash is known.
      if (held !== null) yield held;
      held = piece;
    }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'document-damaged') {
      await noteAbsence(central, file.sha256, 'damaged');
      throw new AppError('document-damaged', {}, thrown);
    }
    throw thrown;
  }
  if (held !== null) yield held;
}

async function serveDocument(central: Central, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const file = await openDocument(central, request);
  const etag = `"${file.sha256}"`;
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    'content-type': file.mime,
    'content-disposition': 'attachment',
  });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const { range, 'if-range': ifRange } = request.headers;
  const wanted = requestedBytes(range, typeof ifRange === 'string' ? ifRange : undefined, etag, file.sizeBytes);
  if (wanted.kind === 'unsatisfiable') {
    return reply
      .code(416)
      .header('content-range', `bytes */${file.sizeBytes}`)
      .type('application/octet-stream')
      .send('');
  }
  const start = wanted.kind === 'part' ? wanted.start : 0;
  const end = wanted.kind === 'part' ? wanted.endExclusive : file.sizeBytes;
  if (wanted.kind === 'part') {
    reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${file.sizeBytes}`);
  }
  reply.header('content-length', String(end - start));
  if (request.method === 'HEAD') return reply.send('');
  if (start === 0) await recordReading(central, request, actorOfRequest(request), file.sha256, 'done');
  const bytes = await central.documents.read(file.sha256, start, end);
  if (wanted.kind === 'part') return reply.send(bytes);
  return reply.send(Readable.from(checkedReading(central, bytes, file), { objectMode: false }));
}

export function registerDocumentRoutes(server: FastifyInstance, central: Central): void {
  server.route({
    method: ['GET', 'HEAD'],
    url: '/documents/:sha256',
    schema: {
      summary: 'Bytes of a document, whole or a range; needs a case that holds it in full or at intake',
      tags: ['documents'],
      params: described(params),
      response: { default: described(failureBody) },
    },
    handler: (request, reply) => serveDocument(central, request, reply),
  });
}
