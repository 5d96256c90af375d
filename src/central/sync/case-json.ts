import { applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { eventTypes } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { Sight } from '#shared/model/visibility.ts';
import { mayShowEvent, project } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { readCases } from './case-rows.ts';

type Shown = Exclude<Sight, 'none'>;

export interface WantedCase {
  readonly caseId: string;
  /** The version that is wanted, which may lie behind the present one. */
  readonly version: number;
  readonly sight: Shown;
}

/** JSON texts, ready to be put into a message. */
export interface CaseJson {
  readonly state: string;
  readonly history: string;
}

/** Histories up to a version each, as JSON, with the events that the sight lets through. */
async function readHistories(
  db: ReadDb,
  wanted: readonly WantedCase[],
  shownTypes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await db.rows<{ case_id: string; history: string }>(sql`
    select wanted.case_id, string_agg(case_event.event, ',' order by case_event.seq) as history
    from unnest(${wanted.map((each) => each.caseId)}::text[], ${wanted.map((each) => each.version)}::int[])
      as wanted (case_id, version)
    join case_event on case_event.case_id = wanted.case_id and case_event.seq <= wanted.version
    where case_event.type = any(${shownTypes}::text[])
    group by wanted.case_id`);
  return new Map(rows.map((row) => [row.case_id, `[${row.history}]`]));
}

async function shownHistories(db: ReadDb, wanted: readonly WantedCase[]): Promise<ReadonlyMap<WantedCase, string>> {
  const histories = new Map<WantedCase, string>();
  for (const sight of new Set(wanted.map((each) => each.sight))) {
    const own = wanted.filter((each) => each.sight === sight);
    const shownTypes = eventTypes.filter((type) => mayShowEvent(type, sight));
    const found = await readHistories(db, own, shownTypes);
    for (const each of own) histories.set(each, found.get(each.caseId) ?? '[]');
  }
  return histories;
}

/** Histories up to a version each with every event in them, by case. */
export function readWholeHistories(db: ReadDb, wanted: readonly WantedCase[]): Promise<ReadonlyMap<string, string>> {
  return readHistories(db, wanted, eventTypes);
}

/** States of cases that have moved on since the wanted version: folded from the whole history up to it. */
async function foldPast(db: ReadDb, past: readonly WantedCase[]): Promise<ReadonlyMap<string, CaseState>> {
  const histories = await readWholeHistories(db, past);
  return new Map(
    past.map(({ caseId }) => {
      const events = JSON.parse(histories.get(caseId) ?? '[]') as CaseEvent[];
      return [caseId, applyAll(caseId as CaseId, null, events)];
    }),
  );
}

/**
 * Cases as a person may see them. What a sight holds back is taken out here by the model's `project` and `mayShowEvent`;
 * in full the stored text goes out as it stands. In order of `wanted`.
 */
export async function readCaseJson(db: ReadDb, wanted: readonly WantedCase[]): Promise<CaseJson[]> {
  if (wanted.length === 0) return [];
  const present = await readCases(
    db,
    wanted.map((each) => each.caseId),
  );
  const histories = await shownHistories(db, wanted);
  const past = await foldPast(
    db,
    wanted.filter((each) => present.get(each.caseId)?.version !== each.version),
  );
  return wanted.map((each) => {
    const { caseId, sight } = each;
    const stored = present.get(caseId)?.state;
    if (stored === undefined) throw new Error('a case in the feed stands in the store');
    const folded = past.get(caseId);
    const history = histories.get(each) ?? '[]';
    if (folded === undefined && sight === 'full') return { state: stored, history };
    return { state: JSON.stringify(project(folded ?? (JSON.parse(stored) as CaseState), sight)), history };
  });
}
