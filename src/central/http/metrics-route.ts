import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors/app-error.ts';
import type { Central } from '../central.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A proxy on this machine comes from it too, so whatever was handed on does not count as being here. */
function isHere(request: FastifyRequest): boolean {
  const { forwarded, 'x-forwarded-for': forwardedFor, via } = request.headers;
  const isForwarded = forwarded !== undefined || forwardedFor !== undefined || via !== undefined;
  return !isForwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
}

/**
 * Figures for Prometheus, for who bears the token; without one, for this machine only.
 *
 * @param token null where none is set
 */
export function registerMetricsRoute(server: FastifyInstance, { metrics }: Central, token: string | null): void {
  server.get(
    '/metrics',
    { schema: { summary: 'Figures in the text format of Prometheus', tags: ['operation'] } },
    async (request, reply) => {
      const isAllowed =
        token === null
          ? isHere(request)
          : timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
      if (!isAllowed) throw new AppError('not-permitted');
      const { type, text } = await metrics.exposition();
      return reply.type(type).send(text);
    },
  );
}

/** Every request counts when its answer has gone out. */
export function countRequests(server: FastifyInstance, { metrics }: Central): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestAnswered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (route === '/documents/:sha256' && request.method === 'GET' && reply.statusCode < 300)
      metrics.documentSent(Number(reply.getHeader('content-length') ?? 0));
  });
}
