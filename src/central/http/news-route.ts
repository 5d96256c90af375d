import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { clientId } from '#shared/model/ids.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import { newsEvent } from '#shared/protocol/news.ts';
import type { Central } from '../central.ts';
import type { NewsMessage } from '../sync/news-reader.ts';
import { goneSignal } from './gone-signal.ts';
import { described } from './json-schema.ts';
import { signInOfRequest } from './sign-in-check.ts';

const query = z.object({ client: clientId });

/** Server-sent events (WHATWG HTML 9.2): a message is its `data`, a beat a comment. */
async function* asServerSentEvents(
  first: IteratorResult<NewsMessage, void>,
  rest: AsyncGenerator<NewsMessage, void>,
): AsyncGenerator<string> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) {
      yield next.value.kind === 'beat' ? ': beat\n\n' : `data: ${JSON.stringify(next.value)}\n\n`;
    }
  } finally {
    await rest.return();
  }
}

export function registerNewsRoute(server: FastifyInstance, central: Central): void {
  server.get(
    '/sync/events',
    {
      schema: {
        summary: 'Server-sent events: that there is something new in a feed, never what',
        tags: ['sync'],
        querystring: described(query),
        response: { 200: described(newsEvent), default: described(failureBody) },
      },
    },
    async (request, reply) => {
      const { client } = query.parse(request.query);
      const { actor, token } = signInOfRequest(request);
      const reader = { who: actor, clientId: client, expiresAt: token.expiresAt };
      const messages = central.sync.news.follow(reader, goneSignal(reply));
      // The first message is there before the answer starts, so that a refusal still has a status of its own.
      const first = await messages.next();
      reply.type('text/event-stream; charset=utf-8');
      // Asks proxies on the way to hand on each piece as it comes: no-transform for all, the other for nginx.
      reply.header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no');
      return reply.send(Readable.from(asServerSentEvents(first, messages)));
    },
  );
}
