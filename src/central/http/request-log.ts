import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DestinationStream, Logger } from 'pino';
import { pino } from 'pino';

/**
 * A log of lines of JSON on stderr. It names routes, codes, counts and times: never an address that was asked for (it
 * holds ids of cases and hashes of documents), a header, a body, a person, or the message of an error (a database puts
 * the values of a row into it).
 */
export function openLog(level: string, destination?: DestinationStream): Logger {
  // The framework hands whole requests and errors to the log at some places; they are cut down here.
  const serializers = { req: () => undefined, res: () => undefined, err: traceOf };
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, serializers };
  return destination === undefined
    ? pino(options, pino.destination({ dest: 2, sync: true }))
    : pino(options, destination);
}

/** The places in the code where an error came from, without its message. */
export function traceOf(thrown: unknown): { readonly name: string; readonly code: string; readonly frames: string[] } {
  if (!(thrown instanceof Error)) return { name: typeof thrown, code: '', frames: [] };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('wasm://'));
  const code = 'code' in thrown ? String(thrown.code) : '';
  return { name: thrown.name, code, frames: frames.slice(0, 12).map((line) => line.trim()) };
}

export function logFault(request: FastifyRequest, thrown: unknown): void {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  request.log.error({ route: request.routeOptions.url, fault: traceOf(cause) }, 'request failed');
}

/** One line a request, when it is answered. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}
