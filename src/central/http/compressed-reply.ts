import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

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

/** Lines of JSON as they come, compressed where the client takes it; each piece is flushed so that none waits. */
export async function sendLines(
  request: FastifyRequest,
  reply: FastifyReply,
  lines: AsyncIterable<string>,
): Promise<FastifyReply> {
  reply.type('application/x-ndjson; charset=utf-8').header('vary', 'accept-encoding');
  const source = Readable.from(lines, { highWaterMark: 2 });
  if (!acceptsGzip(request)) return reply.send(source);
  const packed = createGzip({ level, flush: constants.Z_SYNC_FLUSH });
  // The reply is destroyed with the stream it sends; an error ends the connection, so a cut is never taken for the end.
  pipeline(source, packed, () => {});
  return reply.header('content-encoding', 'gzip').send(packed);
}
