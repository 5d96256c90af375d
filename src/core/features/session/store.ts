import type { Session } from '#shared/contract/session.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

export interface KeptSession {
  readonly session: Session;
  /** Central's signed token; it stays in the encrypted store. */
  readonly token: string;
}

interface SessionRow {
  readonly actor: string;
  readonly token: string;
  readonly signed_in_at: Instant;
  readonly token_expires_at: Instant;
  readonly demo: number;
}

export function readSession(db: ReadDb): KeptSession | null {
  const row = db.get<SessionRow>(sql`select actor, token, signed_in_at, token_expires_at, demo from session`);
  if (row === undefined) return null;
  const session: Session = {
    actor: JSON.parse(row.actor) as Actor,
    signedInAt: row.signed_in_at,
    tokenExpiresAt: row.token_expires_at,
    demo: row.demo === 1,
  };
  return { session, token: row.token };
}

export function writeSession(db: WriteDb, { session, token }: KeptSession): void {
  db.run(
    sql`insert or replace into session (one, actor, token, signed_in_at, token_expires_at, demo)
      values (1, ${JSON.stringify(session.actor)}, ${token}, ${session.signedInAt}, ${session.tokenExpiresAt},
      ${session.demo})`,
  );
}

export function deleteSession(db: WriteDb): void {
  db.run(sql`delete from session`);
}
