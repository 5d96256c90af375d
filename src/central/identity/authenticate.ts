import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { Database } from '../store/database.ts';
import { actorOf, findPerson } from './people-store.ts';
import type { Tokens } from './tokens.ts';

/**
 * Who a request is from. Roles, office and level are read now, not out of the token: a change counts at once.
 *
 * @param authorization the header, `Bearer <token>`
 * @throws AppError `token-invalid`, `token-expired`; `not-permitted` for a person who is no longer active
 */
export async function authenticate(
  database: Database,
  tokens: Tokens,
  authorization: string | undefined,
): Promise<Actor> {
  const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new AppError('token-invalid');
  const id = await tokens.verify(token);
  const person = await database.read((db) => findPerson(db, id));
  if (person === null) throw new AppError('token-invalid');
  if (!person.active) throw new AppError('not-permitted', { why: 'inactive' });
  return actorOf(person);
}
