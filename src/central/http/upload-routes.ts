import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import { documentMaximumBytes } from '#shared/model/document.ts';
import { sha256 } from '#shared/model/ids.ts';
import {
  checkedBodyMaximumBytes,
  checksumMismatchStatus,
  tusContentType,
  tusVersion,
  uploadsPath,
  wantedDocuments,
} from '#shared/protocol/documents.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import type { Central } from '../central.ts';
import { findDocumentFile, maySendDocument } from '../documents/document-records.ts';
import { findAgain } from '../documents/find-again.ts';
import type { UploadParts } from '../documents/receive-upload.ts';
import { finishUpload, giveUpUpload, openUpload, takeBytes } from '../documents/receive-upload.ts';
import type { Upload } from '../documents/upload-records.ts';
import { findUpload } from '../documents/upload-records.ts';
import { findWanted, wantedFrom } from '../documents/wanted-documents.ts';
import { described } from './json-schema.ts';
import { actorOfRequest } from './sign-in-check.ts';

const length = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const uploadParams = z.object({ upload: z.uuid() });
const algorithms = ['sha256', 'sha1'] as const;

const partsOf = ({ database, documents, sync }: Central): UploadParts => ({
  database,
  documents,
  now: () => sync.clock.now(),
});

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** `key base64, key base64`: the hash is under `sha256`. */
function announcedHash(metadata: string | undefined): string {
  const entry = (metadata ?? '').split(',').find((each) => each.trim().startsWith('sha256 '));
  return sha256.parse(Buffer.from(entry?.trim().slice('sha256 '.length) ?? '', 'base64').toString('latin1'));
}

async function audit(
  central: Central,
  request: FastifyRequest,
  what: string,
  subject: string,
  failed: { readonly outcome: 'denied' | 'refused'; readonly code: string } | null = null,
): Promise<void> {
  const { officerId, officeId } = actorOfRequest(request);
  const { outcome = 'done', code = null } = failed ?? {};
  const at = central.sync.clock.now();
  const entry = {
    at,
    who: officerId,
    device: null,
    from: request.ip,
    what,
    subject,
    outcome,
    code,
    act: null,
  } as const;
  await central.audit.record(officeId, entry);
}

async function requireRight(central: Central, request: FastifyRequest, wanted: string, who: Actor): Promise<void> {
  if (await central.database.read((db) => maySendDocument(db, who, wanted, central.sync.clock.now()))) return;
  await audit(central, request, 'document:send', wanted, { outcome: 'denied', code: 'not-permitted' });
  throw new AppError('document-not-found');
}

/** An upload that is not there and one that is not theirs look the same from outside. */
async function uploadOf(central: Central, request: FastifyRequest): Promise<Upload> {
  const { upload: id } = uploadParams.parse(request.params);
  const upload = await central.database.read((db) => findUpload(db, id));
  if (upload === null) throw new AppError('document-not-found');
  await requireRight(central, request, upload.sha256, actorOfRequest(request));
  return upload;
}

function describeUpload(reply: FastifyReply, upload: Upload): FastifyReply {
  return reply
    .header('upload-offset', String(upload.bytesHere))
    .header('upload-length', String(upload.sizeBytes))
    .header('upload-expires', new Date(upload.expiresAt).toUTCString());
}

/**
 * What comes of a body, a cut notwithstanding: a request that is cut takes along what nobody has read of it yet, and that
 * may be all that a bad connection let through.
 */
function keptBody(payload: Readable): Readable {
  const kept = new PassThrough();
  payload.pipe(kept);
  payload.once('error', () => kept.end());
  payload.once('close', () => kept.end());
  return kept;
}

/** The body with its checksum checked, or, without one, as it comes. */
async function checkedBody(request: FastifyRequest): Promise<AsyncIterable<Uint8Array> | 'mismatch'> {
  const body = request.body as Readable;
  const given = header(request, 'upload-checksum');
  if (given === undefined) return body;
  const [name = '', digest = ''] = given.trim().split(/\s+/u);
  const algorithm = algorithms.find((each) => each === name);
  if (algorithm === undefined) throw new AppError('bad-request', { field: 'upload-checksum' });
  const pieces: Uint8Array[] = [];
  let held = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    held += piece.length;
    if (held > checkedBodyMaximumBytes) throw new AppError('batch-too-large', { maximum: checkedBodyMaximumBytes });
    pieces.push(piece);
  }
  const hash = createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  // A body that was cut has no checksum: what came is as good as without one, and the whole is checked at its end.
  if (request.raw.complete && hash.digest('base64') !== digest) return 'mismatch';
  return Readable.from(pieces);
}

/** Takes the body of a request; finishes the document where that was the last of it. Null: not what its checksum says. */
async function takeBody(central: Central, request: FastifyRequest, opened: Upload): Promise<Upload | null> {
  const body = await checkedBody(request);
  if (body === 'mismatch') return null;
  const upload = await takeBytes(partsOf(central), opened, body);
  if (upload.bytesHere === upload.sizeBytes) await finish(central, request, upload);
  return upload;
}

function sendTaken(reply: FastifyReply, upload: Upload | null, status: number): FastifyReply {
  if (upload !== null) return describeUpload(reply, upload).code(status).send('');
  const error = { code: 'document-damaged', details: { checksum: true }, retryable: false };
  return reply.code(checksumMismatchStatus).send({ error });
}

async function finish(central: Central, request: FastifyRequest, upload: Upload): Promise<void> {
  try {
    const offices = await finishUpload(partsOf(central), upload);
    await audit(central, request, 'document:stored', upload.sha256);
    // Whoever waits for these bytes need not wait for the next look.
    for (const office of offices) central.sync.poker.poke(office);
  } catch (thrown) {
    const code = thrown instanceof AppError ? thrown.code : 'internal';
    await audit(central, request, 'document:stored', upload.sha256, { outcome: 'refused', code });
    throw thrown;
  }
}

async function create(central: Central, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const who = actorOfRequest(request);
  const sizeBytes = length.parse(header(request, 'upload-length'));
  const hash = announcedHash(header(request, 'upload-metadata'));
  const [file, wanted] = await central.database.read(async (db) => [
    await findDocumentFile(db, hash),
    await findWanted(db, hash),
  ]);
  if (file === null && wanted === null) throw new AppError('document-not-found');
  await requireRight(central, request, hash, who);
  if (wanted === null) {
    const whole = String(file?.sizeBytes ?? sizeBytes);
    return reply.code(200).header('upload-offset', whole).header('upload-length', whole).send('');
  }
  const upload = await openUpload(partsOf(central), wanted, { sizeBytes, begunBy: who.officerId });
  if (upload.bytesHere === 0) await audit(central, request, 'document:send', hash);
  reply.code(201).header('location', `${uploadsPath}/${upload.id}`);
  // Bytes that come along belong at the beginning; an upload under way has those already.
  if (request.headers['content-type'] === tusContentType && upload.bytesHere === 0) {
    return sendTaken(reply, await takeBody(central, request, upload), 201);
  }
  // Everything came before a crash: only the end of it was not reached.
  if (upload.bytesHere === upload.sizeBytes) await finish(central, request, upload);
  return describeUpload(reply, upload).send('');
}

async function append(central: Central, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const upload = await uploadOf(central, request);
  if (request.headers['content-type'] !== tusContentType) {
    return reply
      .code(415)
      .send({ error: { code: 'bad-request', details: { field: 'content-type' }, retryable: false } });
  }
  if (length.parse(header(request, 'upload-offset')) !== upload.bytesHere) throw new AppError('upload-moved');
  return sendTaken(reply, await takeBody(central, request, upload), 204);
}

async function requireTus(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  reply.header('tus-resumable', tusVersion);
  if (request.method === 'OPTIONS' || header(request, 'tus-resumable') === tusVersion) return undefined;
  return reply
    .code(412)
    .header('tus-version', tusVersion)
    .send({ error: { code: 'bad-request', details: { field: 'tus-resumable' }, retryable: false } });
}

/** Sending documents: tus 1.0.0 (src/shared/protocol/documents.ts). */
export function registerUploadRoutes(server: FastifyInstance, central: Central): void {
  // The bytes are taken as they come; a body of any other kind has none of our routes.
  server.addContentTypeParser(tusContentType, (_request, payload, done) => done(null, keptBody(payload)));
  server.addHook('onRequest', requireTus);
  const documented = (summary: string) => ({
    schema: { summary, tags: ['documents'], response: { default: described(failureBody) } },
  });
  server.options(uploadsPath, documented('What this tus server can do'), async (_request, reply) =>
    reply
      .code(204)
      .header('tus-version', tusVersion)
      .header('tus-extension', 'creation,creation-with-upload,checksum,expiration,termination')
      .header('tus-checksum-algorithm', algorithms.join(','))
      .header('tus-max-size', String(documentMaximumBytes))
      .send(),
  );
  server.post(uploadsPath, documented('Begin, or go on with, the upload of a wanted document'), (request, reply) =>
    create(central, request, reply),
  );
  server.head(`${uploadsPath}/:upload`, documented('How far an upload has come'), async (request, reply) =>
    describeUpload(reply, await uploadOf(central, request))
      .code(200)
      .send(''),
  );
  server.patch(`${uploadsPath}/:upload`, documented('The next bytes'), (request, reply) =>
    append(central, request, reply),
  );
  server.delete(`${uploadsPath}/:upload`, documented('Give an upload up'), async (request, reply) => {
    const upload = await uploadOf(central, request);
    await giveUpUpload(partsOf(central), upload.id);
    await audit(central, request, 'document:send-given-up', upload.sha256);
    return reply.code(204).send();
  });
}

/** Which documents central wants of whoever asks. */
export function registerWantedRoute(server: FastifyInstance, central: Central): void {
  server.get(
    '/documents/wanted',
    {
      schema: {
        summary: 'Documents of the own cases whose bytes central does not have',
        tags: ['documents'],
        response: { 200: described(wantedDocuments), default: described(failureBody) },
      },
    },
    async (request) => {
      const who = actorOfRequest(request);
      const named = await central.database.read((db) => wantedFrom(db, who));
      const wanted = await findAgain({ ...partsOf(central), epoch: central.sync.centralEpoch }, named);
      return { documents: wanted.map(({ sha256: hash, sizeBytes, why }) => ({ sha256: hash, sizeBytes, why })) };
    },
  );
}
