import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors/app-error.ts';
import { oldestServedProtocol, protocolHeader, protocolVersion } from '#shared/protocol/version.ts';

/** Says on every answer which versions are served, and refuses others before a body is read. */
export async function checkProtocol(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header(protocolHeader, String(protocolVersion));
  const sent = request.headers[protocolHeader];
  const version = typeof sent === 'string' && /^\d{1,6}$/.test(sent) ? Number(sent) : 0;
  if (version >= oldestServedProtocol && version <= protocolVersion) return;
  throw new AppError('protocol-mismatch', { sent: version, oldest: oldestServedProtocol, newest: protocolVersion });
}
