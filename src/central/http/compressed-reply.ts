import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BootstrapPiece, textOf } from '../sync/page-pieces.ts';

const gzipWhole = promisify(gzip);
/** Below this a packet holds it anyway. */
const worthBytes = 1400;
/** JSON of cases shrinks to a sixth at any level; the low one costs a third of the time. */
const level = 3;

function acceptsGzip(request: FastifyRequest): boolean {
  return /(^|,)\s*gzip\s*(;\s*q=(0\.[1-9]|1)[^,]*)?\s*(,|$)/.test(String(request.headers['accept-encoding'] ?? ''));
}

/** JSON text, compressed where the client takes it. */
export async function sendJsonText(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding');
  if (text.length < worthBytes || !acceptsGzip(request)) return reply.send(text);
  return reply.header('content-encoding', 'gzip').send(await gzipWhole(text, { level }));
}

async function* packed(pieces: AsyncIterable<BootstrapPiece>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield 'packed' in piece ? piece.packed : await gzipWhole(piece.text, { level });
}

async function* unpacked(pieces: AsyncIterable<BootstrapPiece>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(textOf(piece));
}

/**
 * Lines of JSON as they come. Where the client takes gzip each piece is a member of its own (RFC 1952, 2.2): what is packed
 * already goes out as it stands, and none waits for the next.
 */
export async function sendPieces(
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: AsyncIterable<BootstrapPiece>,
): Promise<FastifyReply> {
  reply.type('application/x-ndjson; charset=utf-8').header('vary', 'accept-encoding');
  const isPacked = acceptsGzip(request);
  if (isPacked) reply.header('content-encoding', 'gzip');
  // The reply is destroyed with the stream it sends; an error ends the connection, so a cut is never taken for the end.
  return reply.send(
    Readable.from(isPacked ? packed(pieces) : unpacked(pieces), { objectMode: false, highWaterMark: 65_536 }),
  );
}
