import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import Fastify, { LogController } from 'fastify';
import type { Logger } from 'pino';
import { AppError } from '#shared/errors/app-error.ts';
import type { Central } from '../central.ts';
import { registerApiDescription } from './api-description.ts';
import { registerDemoRoutes } from './demo-routes.ts';
import { registerDocumentRoutes } from './document-routes.ts';
import { failureOf, sendFailure } from './failures.ts';
import { registerHealthRoutes } from './health-routes.ts';
import { countRequests, registerMetricsRoute } from './metrics-route.ts';
import { registerNewsRoute } from './news-route.ts';
import { watchConnections } from './open-connections.ts';
import { checkProtocol } from './protocol-check.ts';
import type { RateLimits } from './rate-limits.ts';
import { limitAddresses, limitPeople, limitSignIns } from './rate-limits.ts';
import { logFault, logRequests } from './request-log.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { requireSignIn } from './sign-in-check.ts';
import { registerSyncRoutes } from './sync-routes.ts';
import { registerUploadRoutes, registerWantedRoute } from './upload-routes.ts';
import { registerWholeCaseRoute } from './whole-case-route.ts';

/** A batch of 500 acts with long reasons stays well below. */
const bodyMaximumBytes = 8 * 1024 * 1024;
/** Addresses hold ids and a position; headers a token of half a kilobyte. */
const headersMaximumBytes = 16 * 1024;
const usualRequestTimeoutMs = 60_000;
/** A batch or an upload that has begun is through long before; a client that does not read its answer never is. */
export const usualDrainMs = 60_000;

export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly log: Logger;
  /** Null for none: for tests and benchmarks. */
  readonly rates: RateLimits | null;
  /** Who may read the figures from elsewhere; null: they are for this machine only. */
  readonly metricsToken?: string | null;
  /** Addresses of proxies whose word about where a request comes from is taken. */
  readonly trustedProxies?: readonly string[];
  /** How long /ready says no while requests are still taken, so that a balancer stops sending them. */
  readonly leaveAfterMs?: number;
  /** How long what is under way may take to finish once requests are refused; what is left then is cut. */
  readonly drainWithinMs?: number;
  /** How long a request may take to come in whole. */
  readonly requestTimeoutMs?: number;
}

export interface CentralServer {
  readonly url: string;
  /** Takes no new requests, wakes those who wait, lets the rest finish within its time, then gives the port back. */
  stop(): Promise<void>;
}

function newServer(
  { log, trustedProxies = [], requestTimeoutMs = usualRequestTimeoutMs }: ServerOptions,
  onFailure: (code: string) => void,
): FastifyInstance {
  const base: FastifyBaseLogger = log;
  const server: FastifyInstance = Fastify({
    loggerInstance: base,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    http: {
      maxHeaderSize: headersMaximumBytes,
      headersTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs / 2,
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyMaximumBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    // Without this Fastify answers 503 in a shape of its own while it closes.
    return503OnClosing: false,
  });
  // Bodies are parsed by zod in the handlers and answers are made by them; the schemas of routes only describe.
  server.setValidatorCompiler(() => () => true);
  server.setSerializerCompiler(() => (value) => JSON.stringify(value));
  server.setErrorHandler((thrown, request, reply) => {
    const { status, body } = failureOf(thrown);
    onFailure(body.error.code);
    if (status >= 500) logFault(request, thrown);
    return sendFailure(reply, thrown);
  });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: { code: 'bad-request', details: { why: 'no-such-path' }, retryable: false } }),
  );
  return server;
}

/** Listens for a central that is open. */
export async function startServer(central: Central, options: ServerOptions): Promise<CentralServer> {
  const { host, port, rates, metricsToken = null, leaveAfterMs = 0, drainWithinMs = usualDrainMs } = options;
  const server = newServer(options, (code) => central.metrics.requestRefused(code));
  const connections = watchConnections(server.server);
  let isLeaving = false;
  let isDraining = false;
  logRequests(server);
  countRequests(server, central);
  setSecurityHeaders(server);
  server.addHook('onRequest', async (request) => {
    if (isDraining && !['/health', '/ready', '/metrics'].includes(request.url)) throw new AppError('draining');
  });
  await registerApiDescription(server);
  await server.register(async (scope) => registerHealthRoutes(scope, central, () => isLeaving));
  await server.register(async (scope) => registerMetricsRoute(scope, central, metricsToken));
  if (central.demo) {
    await server.register(async (scope) => {
      if (rates !== null) {
        limitAddresses(scope, rates);
        limitSignIns(scope, rates);
      }
      scope.addHook('onRequest', checkProtocol);
      registerDemoRoutes(scope, central);
    });
  }
  await server.register(async (scope) => {
    if (rates !== null) limitAddresses(scope, rates);
    scope.addHook('onRequest', checkProtocol);
    requireSignIn(scope, central);
    if (rates !== null) limitPeople(scope, rates);
    registerSyncRoutes(scope, central);
    registerWholeCaseRoute(scope, central);
    registerNewsRoute(scope, central);
    registerDocumentRoutes(scope, central);
    registerWantedRoute(scope, central);
    await scope.register(async (uploads) => registerUploadRoutes(uploads, central));
  });
  const url = await server.listen({ host, port });
  return {
    url,
    stop: async () => {
      isLeaving = true;
      if (leaveAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, leaveAfterMs));
      isDraining = true;
      central.sync.news.stop();
      central.sync.poker.stop();
      const closed = server.close();
      connections.endWhenIdle();
      const deadline = setTimeout(() => {
        options.log.warn({ connections: connections.cut() }, 'cut what did not finish in time');
      }, drainWithinMs);
      await closed;
      clearTimeout(deadline);
    },
  };
}
