import { applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent, EventType } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { Sight } from '#shared/model/visibility.ts';
import { mayShowEvent, project } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { readCases } from './case-rows.ts';

export interface WantedCase {
  readonly caseId: string;
  /** The version that is wanted, which may lie behind the present one. */
  readonly version: number;
  readonly sight: Exclude<Sight, 'none'>;
}

/** JSON texts, ready to be put into a message. */
export interface CaseJson {
  readonly state: string;
  readonly history: string;
}

interface StoredEvent {
  readonly type: EventType;
  readonly event: string;
}

/** Histories up to a version each, in order. */
async function readHistories(db: ReadDb, wanted: readonly WantedCase[]): Promise<ReadonlyMap<string, StoredEvent[]>> {
  const rows = await db.rows<StoredEvent & { case_id: string }>(sql`
    select case_event.case_id, case_event.type, case_event.event
    from unnest(${wanted.map((each) => each.caseId)}::text[], ${wanted.map((each) => each.version)}::int[])
      as wanted (case_id, version)
    join case_event on case_event.case_id = wanted.case_id and case_event.seq <= wanted.version
    order by case_event.case_id, case_event.seq`);
  const byCase = new Map<string, StoredEvent[]>();
  for (const { case_id: id, type, event } of rows) {
    const own = byCase.get(id);
    if (own === undefined) byCase.set(id, [{ type, event }]);
    else own.push({ type, event });
  }
  return byCase;
}

/** The state at a version: the stored one where it is that, else folded from the history. */
function stateAt(
  wanted: WantedCase,
  present: { version: number; state: string },
  events: readonly StoredEvent[],
): string {
  if (present.version === wanted.version && wanted.sight === 'full') return present.state;
  const state =
    present.version === wanted.version
      ? (JSON.parse(present.state) as CaseState)
      : applyAll(
          wanted.caseId as CaseId,
          null,
          events.map(({ event }) => JSON.parse(event) as CaseEvent),
        );
  return JSON.stringify(project(state, wanted.sight));
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
  const histories = await readHistories(db, wanted);
  return wanted.map((each) => {
    const row = present.get(each.caseId);
    const events = histories.get(each.caseId) ?? [];
    if (row === undefined || events.length === 0) throw new Error('a case in the feed stands in the store');
    const shown = each.sight === 'full' ? events : events.filter(({ type }) => mayShowEvent(type, each.sight));
    return { state: stateAt(each, row, events), history: `[${shown.map(({ event }) => event).join(',')}]` };
  });
}
