import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { Central } from '../central.ts';
import type { SignedIn } from '../identity/authenticate.ts';
import { authenticate } from '../identity/authenticate.ts';

const signedIn = new WeakMap<FastifyRequest, SignedIn>();

/** Every route of this scope needs a token, looked at before a body is read. */
export function requireSignIn(server: FastifyInstance, central: Central): void {
  server.addHook('onRequest', async (request) => {
    signedIn.set(request, await authenticate(central.database, central.tokens, request.headers.authorization));
  });
}

export function signInOfRequest(request: FastifyRequest): SignedIn {
  const found = signedIn.get(request);
  if (found === undefined) throw new AppError('token-invalid');
  return found;
}

export function actorOfRequest(request: FastifyRequest): Actor {
  return signInOfRequest(request).actor;
}
