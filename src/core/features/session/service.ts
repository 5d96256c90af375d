import type { Session } from '#shared/contract/session.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { inTransaction } from '../../db/transaction.ts';
import { dropAllCases } from '../case-file/case-store.ts';
import type { Desk } from '../desk.ts';
import type { HttpCentral } from '../sync/http-central.ts';
import { readFact, writeFact } from '../workspace/facts.ts';
import { deleteSession, writeSession } from './store.ts';

/** Errors: `offline` where the device knows no central. */
export function requireCentral(central: HttpCentral | null): HttpCentral {
  if (central === null) throw new AppError('offline');
  return central;
}

/**
 * Signs a person in by the demo's door. A device holds the cases of one person: when another signs in, the cases of the
 * one before leave it and are loaded anew later. Acts, and what was typed, stay with their author.
 * Errors: `offline`, `central-unreachable`, `demo-only`, `not-permitted`.
 */
export async function signInDemo(desk: Desk, central: HttpCentral | null, officerId: string): Promise<Session> {
  const before = desk.open;
  const { token, actor, expiresAt } = await requireCentral(central).demoSignIn(officerId);
  // The store may have been locked meanwhile, or be another one.
  if (desk.open !== before) throw new AppError('store-locked');
  const { workspace, sync } = before;
  const { db } = workspace;
  const session: Session = { actor, signedInAt: workspace.clock.now(), tokenExpiresAt: expiresAt, demo: true };
  const casesOf = readFact(db, 'cases-of');
  const isOther = casesOf !== null && casesOf !== actor.officerId;
  inTransaction(db, () => {
    writeSession(db, { session, token });
    workspace.people.rememberAuthor(db, actor);
    if (isOther) dropAllCases(db);
    writeFact(db, 'cases-of', actor.officerId);
  });
  workspace.becomeSignedIn(session, token);
  if (isOther) workspace.index.reload();
  sync.personChanged();
  tellSession(desk, session);
  return session;
}

/** Everything stays on the device, encrypted, for when the same person comes back. */
export function signOut(desk: Desk): void {
  const { workspace, sync } = desk.open;
  deleteSession(workspace.db);
  workspace.becomeSignedIn(null, null);
  sync.personChanged();
  tellSession(desk, null);
}

function tellSession(desk: Desk, session: Session | null): void {
  desk.notices.tell('session.changed', () => ({ session }));
  desk.notices.casesChanged(null);
}
