import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type QueueFilter, type QueueRow, queueFilter, queueOrder, queueSorts } from '#shared/contract/queue.ts';
import type { Instant } from '#shared/model/ids.ts';
import { programIds } from '#shared/model/programs/program.ts';
import { stages } from '#shared/model/stage.ts';
import { officer } from '#support/case-fixtures.ts';
import { seedCase, seedDay } from '#support/seed-cases.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';
import { sql } from '../../db/sql.ts';
import { matchExpression } from '../../search/words.ts';
import { dayNumber, dayOf } from './row-codes.ts';
import { queueRecordsQuery, rowsByNameQuery, rowsByNumberQuery } from './store.ts';

const count = 250;
const now = `${seedDay}T09:00:00.000Z` as Instant;
const seeded = Array.from({ length: count }, (_, index) => seedCase(index));
const all = { ...queueOrder.parse({}) };

let under: TestWorkspace;
let rows: QueueRow[];
beforeAll(() => {
  under = openSharedWorkspace();
  rows = everything(queueFilter.parse({ closed: true }));
});

function openSharedWorkspace(): TestWorkspace {
  const cases = seeded.map(({ state, history }) => ({ sight: 'full' as const, state, history: [...history] }));
  return openTestWorkspace(cases, officer, (work) => afterAll(work));
}

function everything(filter: QueueFilter, order = all): QueueRow[] {
  return under.workspace.queue.window({ filter, order, offset: 0, limit: 500 }, now).rows;
}

/** The filter said again in the plainest way, over lines instead of the index. */
function passes(row: QueueRow, filter: QueueFilter): boolean {
  const isClosed = row.stage === 'closed';
  if (isClosed && !filter.closed) return false;
  if (filter.programs.length > 0 && !filter.programs.includes(row.program)) return false;
  if (filter.stages.length > 0 && !filter.stages.includes(row.stage)) return false;
  if (!filter.flags.every((flag) => row.flags.includes(flag))) return false;
  if (filter.holder === 'mine' && row.officerId !== officer.officerId) return false;
  if (filter.holder === 'pool' && row.officerId !== null) return false;
  if (filter.bringForward === 'set' && row.bringForward === null) return false;
  if (filter.bringForward === 'overdue' && !(row.bringForward !== null && row.bringForward.date < seedDay))
    return false;
  if (filter.bringForward === 'today' && row.bringForward?.date !== seedDay) return false;
  if (filter.age === 'beyond') return row.standardDue !== null && row.standardDue < seedDay;
  return true;
}

const someFilter = fc
  .record({
    programs: fc.subarray([...programIds], { maxLength: 3 }),
    stages: fc.subarray([...stages], { maxLength: 3 }),
    flags: fc.subarray(['family', 'fees-unpaid', 'minor'] as const, { maxLength: 1 }),
    holder: fc.constantFrom('mine', 'pool', 'all'),
    age: fc.constantFrom('any', 'beyond'),
    bringForward: fc.constantFrom('any', 'today', 'overdue', 'set'),
    closed: fc.boolean(),
  })
  .map((part) => queueFilter.parse(part));

const someOrder = fc
  .record({
    sort: fc.constantFrom(...queueSorts),
    descending: fc.boolean(),
    group: fc.constantFrom('none', 'stage', 'program'),
  })
  .map((part) => queueOrder.parse(part));

describe('the queue', () => {
  it('has a line for every case', () => {
    expect(rows.length).toBe(count);
    const one = seeded[17]?.state;
    const row = rows.find((each) => each.caseId === one?.id);
    expect(row).toMatchObject({
      number: one?.application.number,
      program: one?.application.program,
      news: 0,
      marks: [],
    });
  });

  it('shows the cases that pass the filter, in whatever order', () => {
    fc.assert(
      fc.property(someFilter, someOrder, (filter, order) => {
        const found = everything(filter, order).map((row) => row.caseId);
        const wanted = rows.filter((row) => passes(row, filter)).map((row) => row.caseId);
        expect([...found].sort()).toEqual([...wanted].sort());
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same order page by page as at once, and its groups add up', () => {
    fc.assert(
      fc.property(someFilter, someOrder, fc.integer({ min: 1, max: 90 }), (filter, order, limit) => {
        const whole = under.workspace.queue.window({ filter, order, offset: 0, limit: 500 }, now);
        const pages: string[] = [];
        for (let offset = 0; offset < whole.total; offset += limit) {
          const page = under.workspace.queue.window({ filter, order, offset, limit }, now);
          pages.push(...page.rows.map((row) => row.caseId));
        }
        expect(pages).toEqual(whole.rows.map((row) => row.caseId));
        if (order.group === 'none') {
          expect(whole.groups).toEqual([]);
          return;
        }
        for (const { key, count: size, offset } of whole.groups) {
          const inside = whole.rows.slice(offset, offset + size);
          expect(inside.every((row) => row[order.group as 'stage'] === key)).toBe(true);
        }
        expect(whole.groups.reduce((sum, each) => sum + each.count, 0)).toBe(whole.total);
      }),
      { numRuns: 60 },
    );
  });

  it('puts the case longest beyond its standard first, and those without a clock last by receipt', () => {
    const ordered = everything(queueFilter.parse({}));
    const dues = ordered.map((row) => row.standardDue);
    const firstWithout = dues.indexOf(null);
    expect(firstWithout).toBeGreaterThan(0);
    expect(dues.slice(firstWithout).every((due) => due === null)).toBe(true);
    const clocked = dues.slice(0, firstWithout).map(String);
    expect(clocked).toEqual([...clocked].sort());
    const received = ordered.slice(firstWithout).map((row) => row.receivedOn);
    expect(received).toEqual([...received].sort());
  });

  it.each(['due', 'bring-forward'] as const)('keeps rows without a day last in order of %s, both ways', (sort) => {
    for (const descending of [false, true]) {
      const days = everything(queueFilter.parse({}), { sort, descending, group: 'none' }).map((row) =>
        sort === 'due' ? row.nextDue : (row.bringForward?.date ?? null),
      );
      const set = days.filter((day) => day !== null);
      expect(days.slice(set.length).every((day) => day === null)).toBe(true);
      const sorted = [...set].sort();
      expect(set).toEqual(descending ? sorted.reverse() : sorted);
    }
  });

  it('finds names without their accents, numbers, UCIs and words of notes', () => {
    const target = seeded.find(
      ({ state }) => state.applicants[0]?.familyName === 'Nguyễn' && state.application.status === 'open',
    )?.state;
    const principal = target?.applicants[0];
    const ids = (text: string): string[] => everything(queueFilter.parse({ text })).map((row) => row.caseId);
    expect(ids('nguyen')).toContain(target?.id);
    expect(ids(target?.application.number.slice(0, 9) ?? '')).toContain(target?.id);
    expect(ids(principal?.uci ?? '')).toContain(target?.id);
    expect(ids((principal?.uci ?? '').replace('-', ''))).toContain(target?.id);
    expect(ids('salary deposits').length).toBeGreaterThan(0);
    expect(ids('salary zzzz')).toEqual([]);
  });

  it('knows positions and neighbours in an order', () => {
    const filter = queueFilter.parse({ holder: 'mine' });
    const order = queueOrder.parse({ sort: 'name' });
    const ordered = everything(filter, order);
    const [first, second] = ordered;
    const { queue } = under.workspace;
    if (first === undefined || second === undefined) throw new Error('two cases are mine');
    expect(queue.position(filter, order, second.caseId, now)).toBe(1);
    expect(queue.neighbour(filter, order, first.caseId, 1, now)?.caseId).toBe(second.caseId);
    expect(queue.neighbour(filter, order, first.caseId, -1, now)).toBeNull();
    const stranger = rows.find((row) => row.officerId === null);
    if (stranger === undefined) throw new Error('a case is in the pool');
    expect(queue.position(filter, order, stranger.caseId, now)).toBeNull();
  });

  it('reads the index again as it was written', () => {
    under.workspace.index.reload();
    expect(everything(queueFilter.parse({ closed: true }))).toEqual(rows);
  });

  it('asks no question of SQL that scans the table', () => {
    const { db } = under.workspace;
    for (const query of [queueRecordsQuery([1, 2, 3]), rowsByNumberQuery, rowsByNameQuery]) {
      const plan = db.plan(query).join('\n');
      expect(plan).not.toMatch(/SCAN (queue_row|case_here|q|h)$/m);
      expect(plan).not.toContain('TEMP B-TREE');
    }
    const words = db.plan(sql`select rowid from case_words where case_words match ${matchExpression(['bank'])}`);
    expect(words.join()).toContain('VIRTUAL TABLE INDEX');
  });
});

describe('days as numbers', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => {
        expect(dayNumber(dayOf(day))).toBe(day);
      }),
    );
  });
});
