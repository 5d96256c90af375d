import type { TripChoice, TripGap } from '#shared/contract/trip.ts';
import type { CaseId, Instant, OfficerId, Sha256 } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

export interface StoredPlan {
  readonly planId: string;
  readonly officerId: OfficerId;
  readonly choice: TripChoice;
  readonly madeAt: Instant;
  readonly paused: boolean;
  readonly estimatedBytes: number;
  readonly estimatedMs: number | null;
  readonly takenBytes: number;
  readonly takenMs: number;
  readonly checkedAt: Instant | null;
}

/** What going through a case with the network off came to. */
export interface CheckedCase {
  /** Contents that were read whole, each the one that it should be. */
  readonly documents: readonly Sha256[];
  readonly gaps: readonly TripGap[];
}

export interface StoredTripCase {
  readonly caseId: CaseId;
  readonly checked: CheckedCase | null;
}

interface PlanRow extends Omit<StoredPlan, 'choice' | 'paused'> {
  readonly choice: string;
  readonly paused: number;
}

export function readPlan(db: ReadDb, officerId: OfficerId): StoredPlan | null {
  const row = db.get<PlanRow>(
    sql`select plan_id as planId, officer_id as officerId, choice, made_at as madeAt, paused,
      estimated_bytes as estimatedBytes, estimated_ms as estimatedMs, taken_bytes as takenBytes,
      taken_ms as takenMs, checked_at as checkedAt from trip_plan where officer_id = ${officerId}`,
  );
  if (row === undefined) return null;
  return { ...row, choice: JSON.parse(row.choice) as TripChoice, paused: row.paused === 1 };
}

export function insertPlan(db: WriteDb, plan: StoredPlan, cases: readonly CaseId[]): void {
  db.run(
    sql`insert into trip_plan (plan_id, officer_id, choice, made_at, paused, estimated_bytes, estimated_ms,
      taken_bytes, taken_ms, checked_at)
      values (${plan.planId}, ${plan.officerId}, ${JSON.stringify(plan.choice)}, ${plan.madeAt}, ${plan.paused},
      ${plan.estimatedBytes}, ${plan.estimatedMs}, ${plan.takenBytes}, ${plan.takenMs}, ${plan.checkedAt})`,
  );
  for (const [position, caseId] of cases.entries()) {
    db.run(sql`insert into trip_case (plan_id, position, case_id) values (${plan.planId}, ${position}, ${caseId})`);
  }
}

export function deletePlan(db: WriteDb, planId: string): void {
  db.run(sql`delete from trip_case where plan_id = ${planId}`);
  db.run(sql`delete from trip_plan where plan_id = ${planId}`);
}

/** In the order in which they are fetched. */
export function casesOfPlan(db: ReadDb, planId: string): readonly StoredTripCase[] {
  return db
    .all<{ caseId: CaseId; checked: string | null }>(
      sql`select case_id as caseId, checked from trip_case where plan_id = ${planId} order by position`,
    )
    .map(({ caseId, checked }) => ({
      caseId,
      checked: checked === null ? null : (JSON.parse(checked) as CheckedCase),
    }));
}

/** Whether a case of the plan names this content. */
export function isOfPlan(db: ReadDb, planId: string, sha256: Sha256): boolean {
  const found = db.value<number>(
    sql`select exists (select 1 from case_document c join case_here h on h.row = c.row
      join trip_case t on t.case_id = h.case_id where c.sha256 = ${sha256} and t.plan_id = ${planId})`,
  );
  return found === 1;
}

export function writePaused(db: WriteDb, planId: string, paused: boolean): void {
  db.run(sql`update trip_plan set paused = ${paused} where plan_id = ${planId}`);
}

export function addTaken(db: WriteDb, planId: string, bytes: number, ms: number): void {
  db.run(
    sql`update trip_plan set taken_bytes = taken_bytes + ${bytes}, taken_ms = taken_ms + ${ms}
      where plan_id = ${planId}`,
  );
}

/** What a whole check found, case by case. Part of the caller's transaction. */
export function writeChecked(
  db: WriteDb,
  planId: string,
  found: ReadonlyMap<CaseId, CheckedCase>,
  checkedAt: Instant,
): void {
  for (const [caseId, checked] of found) {
    db.run(
      sql`update trip_case set checked = ${JSON.stringify(checked)}
        where plan_id = ${planId} and case_id = ${caseId}`,
    );
  }
  db.run(sql`update trip_plan set checked_at = ${checkedAt} where plan_id = ${planId}`);
}
