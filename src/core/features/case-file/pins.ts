import type { CaseId, Instant, Sha256 } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

/** Keeps the documents of these cases on the device until the plan lets go of them; a case may be pinned by several plans. */
export function pinCases(db: WriteDb, planId: string, cases: readonly CaseId[], at: Instant): void {
  for (const caseId of cases) {
    db.run(
      sql`insert into document_pin (plan_id, case_id, pinned_at) values (${planId}, ${caseId}, ${at})
        on conflict do nothing`,
    );
  }
}

/** The plan is over, or its choice has changed: pin anew what stays. */
export function unpinPlan(db: WriteDb, planId: string): void {
  db.run(sql`delete from document_pin where plan_id = ${planId}`);
}

export function pinnedCases(db: ReadDb, planId: string): readonly CaseId[] {
  return db.column<CaseId>(sql`select case_id from document_pin where plan_id = ${planId} order by case_id`);
}

/** Contents that a pinned case on the device names now; what the case gets later is pinned with it. */
export function pinnedDocuments(db: ReadDb): ReadonlySet<Sha256> {
  return new Set(
    db.column<Sha256>(
      sql`select distinct c.sha256 from document_pin p join case_here h on h.case_id = p.case_id
        join case_document c on c.row = h.row`,
    ),
  );
}
