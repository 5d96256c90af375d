import type { FastifyInstance } from 'fastify';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Central } from '../central.ts';
import { sql } from '../store/sql.ts';

/** `/health`: the process answers. `/ready`: it can do its work, so a balancer may send it some. */
export function registerHealthRoutes(server: FastifyInstance, central: Central, isDraining: () => boolean): void {
  server.get('/health', { schema: { summary: 'The process answers', tags: ['operation'] } }, async () => ({
    status: 'up',
    protocol: protocolVersion,
  }));
  server.get(
    '/ready',
    { schema: { summary: 'The database answers', tags: ['operation'] } },
    async (_request, reply) => {
      if (isDraining()) return reply.code(503).send({ status: 'draining' });
      try {
        await central.database.read((db) => db.first(sql`select 1 as one`));
      } catch {
        // Which fault it is stands in the log of the database; a balancer only needs to know that there is one.
        return reply.code(503).send({ status: 'database-away' });
      }
      const { kind, durability } = central.database;
      return { status: 'ready', database: kind, durability };
    },
  );
}
