import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { caseId } from '#shared/model/ids.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import { wholeCase } from '#shared/protocol/whole-case.ts';
import type { Central } from '../central.ts';
import { readWholeCase } from '../sync/whole-case.ts';
import { sendJsonText } from './compressed-reply.ts';
import { described } from './json-schema.ts';
import { actorOfRequest } from './sign-in-check.ts';

const params = z.object({ caseId });

export function registerWholeCaseRoute(server: FastifyInstance, central: Central): void {
  server.get(
    '/sync/cases/:caseId',
    {
      schema: {
        summary: 'The whole of a case that the device has in summary, after an opening with a reason',
        tags: ['sync'],
        params: described(params),
        response: { 200: described(wholeCase), default: described(failureBody) },
      },
    },
    async (request, reply) => {
      const { caseId: wanted } = params.parse(request.params);
      const text = await readWholeCase(central.sync, wanted, actorOfRequest(request), request.ip);
      return sendJsonText(request, reply, text);
    },
  );
}
