import { applyAll } from '#shared/model/apply.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { scopeOf } from '#shared/model/visibility.ts';
import type { WriteDb } from '../store/database.ts';
import { insertCases, insertEvents } from './case-rows.ts';
import { appendFeed } from './feed-rows.ts';

/** A case from outside of the app: from a pack, or made for the demo. Its documents are in the store already. */
export interface NewCase {
  readonly id: CaseId;
  /** The first is `case-received`; `seq` dense from 1. */
  readonly events: readonly CaseEvent[];
}

/**
 * Brings new cases in, each with its history and one feed row.
 *
 * @returns the offices (feed partitions) that got something
 */
export async function admitCases(db: WriteDb, cases: readonly NewCase[]): Promise<readonly string[]> {
  if (cases.length === 0) return [];
  const states = cases.map(({ id, events }) => applyAll(id, null, events));
  await insertCases(db, states);
  await insertEvents(
    db,
    cases.map(({ id, events }) => ({ caseId: id, events })),
  );
  await appendFeed(
    db,
    states.map((state) => ({
      caseId: state.id,
      firstSeq: 1,
      lastSeq: state.version,
      before: null,
      after: scopeOf(state),
      assigned: null,
    })),
  );
  return [...new Set(states.map((state) => state.application.primaryOffice))];
}
