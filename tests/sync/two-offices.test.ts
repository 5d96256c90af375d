import { describe, expect, it } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { OfficeId } from '#shared/model/ids.ts';
import type { FeedRow } from '#shared/protocol/pull-feed.ts';
import { caseIdA, eventOf, now, officer, received, supervisor } from '#support/case-fixtures.ts';
import { testLog } from '#support/toy-log.ts';
import { feedOf, openTestWorkspace, type TestWorkspace, testEpoch } from '#support/workspace.ts';

const here = 'CPCO';
const there = 'NRBI';

/** A case of the office there, held by an officer of the office here who reads both feeds; noted on, then moved here. */
const assigned = eventOf(2, supervisor, {
  type: 'case-assigned',
  payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' },
});
const noted = eventOf(3, officer, {
  type: 'bring-forward-set',
  payload: { date: '2027-01-10', code: 'DOC', text: 'asked' } as never,
});
const moved = (seq: number, office: string): CaseEvent =>
  eventOf(seq, supervisor, {
    type: 'case-assigned',
    payload: { kind: 'reassigned', to: officer.officerId, officeId: office as OfficeId, reason: 'transfer' },
  });
const history = [received('visitor-visa', there), assigned, noted, moved(4, here), moved(5, there)];
const stateAt = (version: number): CaseState => applyAll(caseIdA, null, history.slice(0, version));

function reader(): TestWorkspace {
  const under = openTestWorkspace();
  const hello = {
    people: [],
    last: 0,
    durableThrough: 0,
    centralEpoch: testEpoch,
    durability: 'durable' as const,
    log: testLog,
    now,
  };
  under.tables.takeHello({
    ...hello,
    actor: officer,
    partitions: [here, there],
    limits: { batch: 500, feed: 500, cases: 10_000 },
  });
  under.tables.beginLoad(there, 0, 0);
  under.tables.endLoad(there);
  return under;
}

const whole = (n: number, version: number, entered: boolean): FeedRow => ({
  kind: 'state',
  n,
  caseId: caseIdA,
  sight: 'full',
  entered,
  state: stateAt(version),
  history: history.slice(0, version),
});
const left = (n: number): FeedRow => ({ kind: 'left', n, caseId: caseIdA, reason: 'transferred' });

function take({ tables }: TestWorkspace, partition: string, rows: readonly FeedRow[]): void {
  const after = tables.cursors().find((each) => each.partition === partition)?.position ?? 0;
  const to = rows.at(-1)?.n ?? after;
  tables.takeFeed({ ...feedOf(rows, to, after), partition });
}

function placeOf({ database }: TestWorkspace): string | null {
  const found = database.db.get<{ partition: string; version: number }>(
    sql`select partition, version from case_here where case_id = ${caseIdA}`,
  );
  return found === undefined ? null : `${found.partition} ${found.version}`;
}

describe('a case that goes from one office to another, both read here', () => {
  it('stays where the office that it came to was heard first', () => {
    const under = reader();
    take(under, there, [whole(1, 2, true)]);
    take(under, here, [whole(1, 4, true)]);
    take(under, there, [left(2)]);
    expect(placeOf(under)).toBe(`${here} 4`);
  });

  it('comes back where the office that it left was heard first', () => {
    const under = reader();
    take(under, there, [whole(1, 2, true)]);
    take(under, there, [left(2)]);
    expect(placeOf(under)).toBeNull();
    take(under, here, [whole(1, 4, true)]);
    expect(placeOf(under)).toBe(`${here} 4`);
    expect(under.workspace.book.view(caseIdA)?.state.application.primaryOffice).toBe(here);
  });

  it('is not put back to an earlier state by the slower of the two feeds, nor taken away behind it', () => {
    const under = reader();
    take(under, here, [whole(1, 4, true)]);
    take(under, there, [whole(1, 2, true)]);
    expect(placeOf(under)).toBe(`${here} 4`);
    take(under, there, [{ kind: 'events', n: 2, caseId: caseIdA, events: [noted] }]);
    take(under, there, [left(3)]);
    expect(placeOf(under)).toBe(`${here} 4`);
  });

  it('goes back again the same way', () => {
    const under = reader();
    take(under, there, [whole(1, 2, true)]);
    take(under, here, [whole(1, 4, true)]);
    take(under, there, [left(2)]);
    take(under, there, [whole(3, 5, true)]);
    take(under, here, [left(2)]);
    expect(placeOf(under)).toBe(`${there} 5`);
  });

  it('is taken as an earlier state where the office that has it is being read anew, for that state may be of a lost past', () => {
    const under = reader();
    take(under, here, [whole(1, 4, true)]);
    under.tables.startOver('7b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a59');
    under.tables.beginLoad(there, 1, 1);
    under.tables.takeLoad(there, [{ kind: 'case', sight: 'full', state: stateAt(2), history: history.slice(0, 2) }]);
    under.tables.endLoad(there);
    under.tables.beginLoad(here, 0, 0);
    under.tables.endLoad(here);
    expect(placeOf(under)).toBe(`${there} 2`);
  });
});
