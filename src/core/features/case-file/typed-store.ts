import type { CaseId, Instant, OfficerId } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

export interface Typed {
  readonly field: string;
  readonly text: string;
  readonly keptAt: Instant;
}

/** Keeps what stands in a field, on disk when it returns; null forgets it. */
export function keepTyped(
  db: WriteDb,
  place: { readonly officerId: OfficerId; readonly caseId: CaseId; readonly field: string },
  text: string | null,
  keptAt: Instant,
): void {
  const { officerId, caseId, field } = place;
  if (text === null) {
    db.run(sql`delete from typed where officer_id = ${officerId} and case_id = ${caseId} and field = ${field}`);
    return;
  }
  db.run(
    sql`insert or replace into typed (officer_id, case_id, field, text, kept_at)
      values (${officerId}, ${caseId}, ${field}, ${text}, ${keptAt})`,
  );
}

export function readTyped(db: ReadDb, officerId: OfficerId, caseId: CaseId): Typed[] {
  return db.all<Typed>(
    sql`select field, text, kept_at as keptAt from typed where officer_id = ${officerId} and case_id = ${caseId}
      order by field`,
  );
}
