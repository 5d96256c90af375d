import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { bootstrapLine } from '#shared/protocol/bootstrap.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import { helloRequest, helloResponse } from '#shared/protocol/hello.ts';
import { feedLimitMaximum, feedResponse, feedWaitMaximumMs } from '#shared/protocol/pull-feed.ts';
import { batchMaximum, pushRequest, pushResponse } from '#shared/protocol/push-commands.ts';
import type { Central } from '../central.ts';
import { bindSignIn } from '../identity/sign-ins.ts';
import { bootstrapPieces } from '../sync/bootstrap.ts';
import { hello } from '../sync/hello.ts';
import type { BootstrapPiece } from '../sync/page-pieces.ts';
import { readFeed } from '../sync/read-feed.ts';
import { receiveCommands } from '../sync/receive-commands.ts';
import { sendJsonText, sendPieces } from './compressed-reply.ts';
import { goneSignal } from './gone-signal.ts';
import { described } from './json-schema.ts';
import { unpackBody } from './packed-body.ts';
import { actorOfRequest, signInOfRequest } from './sign-in-check.ts';

const partition = z.string().regex(/^[A-Z]{3,6}$/);
const position = z.coerce.number().int().nonnegative();

const feedQuery = z.object({
  partition,
  after: position.default(0),
  limit: z.coerce.number().int().positive().max(feedLimitMaximum).default(500),
  waitMs: z.coerce.number().int().nonnegative().max(feedWaitMaximumMs).default(0),
  logSize: position.optional().transform((size) => size ?? null),
  digest: z
    .enum(['yes', 'no'])
    .default('yes')
    .transform((wanted) => wanted === 'yes'),
});

const bootstrapQuery = z.object({
  partition,
  cursor: z.union([z.literal(''), z.uuid()]).default(''),
  at: position.optional(),
});

const failure = described(failureBody);

const helloMaximumBytes = 64 * 1024;

/** Says so before the schema does, which would only call it a bad request. */
function checkBatchSize(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('commands' in body) || !Array.isArray(body.commands)) return;
  const count = body.commands.length;
  if (count > batchMaximum) throw new AppError('batch-too-large', { count, maximum: batchMaximum });
}

function registerUp(server: FastifyInstance, central: Central): void {
  server.post(
    '/sync/hello',
    {
      bodyLimit: helloMaximumBytes,
      schema: {
        summary: 'First message of an exchange: registers the device and the person on it',
        tags: ['sync'],
        body: described(helloRequest),
        response: { 200: described(helloResponse), default: failure },
      },
    },
    async (request) => {
      const message = helloRequest.parse(request.body);
      const { actor, token } = signInOfRequest(request);
      const answer = await hello(central.sync, message, actor, request.ip);
      await bindSignIn(central.database, token, message.clientId, answer.now);
      return answer;
    },
  );

  server.post(
    '/sync/commands',
    {
      preParsing: unpackBody,
      schema: {
        summary: 'Acts, in order and exactly once; each gets a result',
        tags: ['sync'],
        body: described(pushRequest),
        response: { 200: described(pushResponse), default: failure },
      },
    },
    async (request, reply) => {
      checkBatchSize(request.body);
      const batch = pushRequest.parse(request.body);
      const answer = await receiveCommands(central.sync, batch, actorOfRequest(request), request.ip);
      central.metrics.batchTaken(answer.results.map(({ outcome }) => outcome));
      return sendJsonText(request, reply, JSON.stringify(answer));
    },
  );
}

function registerDown(server: FastifyInstance, central: Central): void {
  server.get(
    '/sync/feed',
    {
      schema: {
        summary: 'What happened in an office after a position, as far as this person may see it',
        tags: ['sync'],
        querystring: described(feedQuery),
        response: { 200: described(feedResponse), default: failure },
      },
    },
    async (request, reply) => {
      const query = feedQuery.parse(request.query);
      const text = await readFeed(central.sync, actorOfRequest(request), query, goneSignal(reply));
      return sendJsonText(request, reply, text);
    },
  );

  server.get(
    '/sync/bootstrap',
    {
      schema: {
        summary: 'All cases of this person in an office, as lines of JSON',
        tags: ['sync'],
        querystring: described(bootstrapQuery),
        response: { 200: described(bootstrapLine), default: failure },
      },
    },
    async (request, reply) => {
      const { at = null, ...query } = bootstrapQuery.parse(request.query);
      const pieces = bootstrapPieces(central.sync, actorOfRequest(request), { ...query, at });
      // The first line is read before the answer starts, so that a refusal still has a status of its own.
      const first = await pieces.next();
      return sendPieces(request, reply, withFirst(first, pieces));
    },
  );
}

export function registerSyncRoutes(server: FastifyInstance, central: Central): void {
  registerUp(server, central);
  registerDown(server, central);
}

async function* withFirst(
  first: IteratorResult<BootstrapPiece, void>,
  rest: AsyncGenerator<BootstrapPiece>,
): AsyncGenerator<BootstrapPiece> {
  if (first.done !== true) yield first.value;
  yield* rest;
}
