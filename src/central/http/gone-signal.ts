import type { FastifyReply } from 'fastify';

/** Aborts when the client goes away, or has gone: its token was looked up meanwhile. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (reply.raw.destroyed) gone.abort();
  else reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
