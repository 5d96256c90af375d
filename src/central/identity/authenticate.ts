import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { Database } from '../store/database.ts';
import { actorOf, findSignedIn } from './people-store.ts';
import type { Tokens, VerifiedToken } from './tokens.ts';

/** Who a request is from, and by which token. */
export interface SignedIn {
  readonly actor: Actor;
  readonly token: VerifiedToken;
}

/**
 * Who a request is from. Roles, office and level are read now, not out of the token: a change counts at once. A token
 * ends with the device that it said hello on, and with its person's sign-ins.
 *
 * @param authorization the header, `Bearer <token>`
 * @throws AppError `token-invalid`, `token-expired`, `client-revoked`; `not-permitted` for a person who is no longer active
 */
export async function authenticate(
  database: Database,
  tokens: Tokens,
  authorization: string | undefined,
): Promise<SignedIn> {
  const text = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];
  if (text === undefined) throw new AppError('token-invalid');
  const token = await tokens.verify(text);
  const found = await database.read((db) => findSignedIn(db, token.officerId, token.tokenId));
  if (found === null) throw new AppError('token-invalid');
  if (found.isDeviceRevoked) throw new AppError('client-revoked');
  if (found.signedOutAt !== null && token.issuedAt <= found.signedOutAt) throw new AppError('token-invalid');
  if (!found.person.active) throw new AppError('not-permitted', { why: 'inactive' });
  return { actor: actorOf(found.person), token };
}
