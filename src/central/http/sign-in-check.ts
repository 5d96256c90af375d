import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { Central } from '../central.ts';
import { authenticate } from '../identity/authenticate.ts';

const signedIn = new WeakMap<FastifyRequest, Actor>();

/** Every route of this scope needs a token, looked at before a body is read. */
export function requireSignIn(server: FastifyInstance, central: Central): void {
  server.addHook('onRequest', async (request) => {
    signedIn.set(request, await authenticate(central.database, central.tokens, request.headers.authorization));
  });
}

export function actorOfRequest(request: FastifyRequest): Actor {
  const who = signedIn.get(request);
  if (who === undefined) throw new AppError('token-invalid');
  return who;
}
