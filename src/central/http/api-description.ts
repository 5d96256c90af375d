import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { protocolVersion } from '#shared/protocol/version.ts';

/** The description of the API at /docs, with the page's files served from here. */
export async function registerApiDescription(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dossier central',
        version: String(protocolVersion),
        description:
          'What the Dossier workstation and central say to each other. Requests carry `x-dossier-protocol` and, but at the door, `authorization: Bearer`.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
  });
  await server.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}
