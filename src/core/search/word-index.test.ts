import { describe, expect, it } from 'vitest';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { eventOf, officer } from '#support/case-fixtures.ts';
import { seedCase } from '#support/seed-cases.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';
import { sql } from '../db/sql.ts';
import { dropAllCases } from '../features/case-file/case-store.ts';
import { CaseTaker } from '../features/sync/take-cases.ts';
import { wordsOf } from './case-words.ts';

const seeded = Array.from({ length: 60 }, (_, index) => seedCase(index));
const asLoaded = ({ state, history }: (typeof seeded)[number]) => ({
  ...{ sight: 'full' as const, state, history },
  isFolded: true,
});
const idOf = (index: number): CaseId => seeded[index]?.state.id ?? ('' as CaseId);

/** Words of these cases: beginnings, whole ones, two at a time, and one that nobody has. */
const asked = seeded.slice(0, 12).flatMap(({ state }, place) => {
  const [number, names, , purpose] = wordsOf(state);
  const two = `${names.split(' ')[0]} ${purpose.split(' ')[0]}`;
  return [number.slice(0, 4 + (place % 6)), names.slice(0, 3), two, purpose, `${names} nobody`];
});

function found(under: TestWorkspace, text: string): CaseId[] {
  const { db, book } = under.workspace;
  const rows = book.words.rowsWith(text) ?? [];
  expect(new Set(rows).size).toBe(rows.length);
  return rows.map((row) => db.value<CaseId>(sql`select case_id from case_here where row = ${row}`) ?? idOf(-1)).sort();
}

/** The same question in the plainest way. */
function plainly(states: readonly CaseState[], text: string): CaseId[] {
  const words = text.split(' ').filter(Boolean);
  const has = (state: CaseState, word: string): boolean =>
    wordsOf(state).some((column) => column.split(' ').some((each) => each.startsWith(word)));
  return states
    .filter((state) => words.every((word) => has(state, word)))
    .map(({ id }) => id)
    .sort();
}

function write(under: TestWorkspace, work: (taker: CaseTaker) => void): void {
  under.workspace.book.write((changes) => work(new CaseTaker(under.workspace, changes)));
}

function note(under: TestWorkspace, index: number, text: string): void {
  const { state } = seeded[index] ?? seedCase(index);
  const payload = { id: '0b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a01', type: 'general', text, protectedPassages: [] };
  const event = eventOf(state.version + 1, officer, { type: 'note-added', payload } as never);
  write(under, (taker) => taker.follow([{ caseId: state.id, events: [event] }]));
}

describe('words of cases that have been loaded', () => {
  it('are found before they are indexed, while they are, and after', () => {
    const under = openTestWorkspace(seeded.map(asLoaded));
    const { words } = under.workspace.book;
    const states = seeded.map(({ state }) => state);
    expect(words.isWhole).toBe(false);
    for (let isMore = true; isMore; isMore = words.build(17)) {
      for (const text of asked) expect(found(under, text), text).toEqual(plainly(states, text));
    }
    expect(words.isWhole).toBe(true);
    for (const text of asked) expect(found(under, text), text).toEqual(plainly(states, text));
    expect(words.rowsWith(' - ')).toBeNull();
  });

  it('follow what happens to a case meanwhile, indexed or not', () => {
    const under = openTestWorkspace(seeded.map(asLoaded));
    const { words } = under.workspace.book;
    words.build(30);
    const rowOf = (id: CaseId): number => under.workspace.book.rowOf(id) ?? 0;
    const byRow = seeded.map((_, index) => index).sort((left, right) => rowOf(idOf(left)) - rowOf(idOf(right)));
    const [indexed, due] = [byRow.at(3) ?? 0, byRow.at(50) ?? 0];
    expect(found(under, 'zanzibar')).toEqual([]);
    note(under, indexed, 'Called about Zanzibar.');
    note(under, due, 'Flew to Zanzibar.');
    const both = [idOf(indexed), idOf(due)].sort();
    expect(found(under, 'zanzi')).toEqual(both);
    while (words.build(7));
    expect(found(under, 'zanzi')).toEqual(both);
    expect(found(under, 'flew')).toEqual([idOf(due)]);
  });

  it('that have changed are found at once, by the index behind it, and not by what they were', () => {
    const under = openTestWorkspace(seeded.map(asLoaded));
    const { words } = under.workspace.book;
    while (words.build(100));
    note(under, 4, 'Called about Zanzibar.');
    expect([words.isWhole, words.hasLoaded]).toEqual([false, false]);
    const indexed = sql`select count(*) from case_words where case_words match '"zanzibar"'`;
    expect(under.database.db.value(indexed)).toBe(0);
    expect(found(under, 'zanzi called')).toEqual([idOf(4)]);
    for (const text of asked) {
      expect(found(under, text)).toEqual(
        plainly(
          seeded.map(({ state }) => state),
          text,
        ),
      );
    }
    // What the index still says of a case that has changed does not count.
    const row = under.workspace.book.rowOf(idOf(4)) ?? 0;
    under.database.db.run(sql`delete from case_words where rowid = ${row}`);
    under.database.db.run(sql`insert into case_words (rowid, notes) values (${row}, 'madagascar')`);
    expect(found(under, 'madagascar')).toEqual([]);
    while (words.build(100));
    expect(words.isWhole).toBe(true);
    expect(under.database.db.value(indexed)).toBe(1);
    expect(found(under, 'zanzi called')).toEqual([idOf(4)]);
    expect(found(under, 'madagascar')).toEqual([]);
  });

  it('that have changed leave with their case', () => {
    const under = openTestWorkspace(seeded.map(asLoaded));
    const { words } = under.workspace.book;
    while (words.build(100));
    note(under, 4, 'Called about Zanzibar.');
    write(under, (taker) => taker.leave('CPCO', idOf(4), 'access-changed', under.clock.now()));
    expect(found(under, 'zanzibar')).toEqual([]);
    expect(words.isWhole).toBe(true);
  });

  it('go with a case, and a case that takes its row has its own', () => {
    const under = openTestWorkspace(seeded.slice(0, 20).map(asLoaded));
    const { words } = under.workspace.book;
    const { db } = under.workspace;
    for (const isIndexed of [false, true]) {
      if (isIndexed) while (words.build(7));
      const last = db.value<CaseId>(sql`select case_id from case_here order by row desc limit 1`) ?? idOf(0);
      const row = under.workspace.book.rowOf(last);
      const gone = seeded.find(({ state }) => state.id === last)?.state;
      write(under, (taker) => taker.leave('CPCO', last, 'access-changed', under.clock.now()));
      expect(found(under, gone?.application.number ?? '')).toEqual([]);
      const comes = seeded[isIndexed ? 30 : 31] ?? seedCase(30);
      under.tables.takeLoad('CPCO', [{ kind: 'case', ...asLoaded(comes) }]);
      expect(under.workspace.book.rowOf(comes.state.id)).toBe(row);
      expect(found(under, comes.state.application.number)).toEqual([comes.state.id]);
    }
    while (words.build(7));
    expect(found(under, seeded[30]?.state.application.number ?? '')).toEqual([idOf(30)]);
    expect(found(under, seeded[31]?.state.application.number ?? '')).toEqual([]);
  });

  it('are all due again where what was written is taken back', () => {
    const under = openTestWorkspace(seeded.map(asLoaded));
    const { words } = under.workspace.book;
    const { database } = under;
    expect(() =>
      under.workspace.book.write(() => {
        words.build(100);
        throw new Error('the power went');
      }),
    ).toThrow('the power went');
    expect(database.db.value(sql`select after_row from case_words_due`)).toBe(0);
    expect(found(under, asked[1] ?? '')).toEqual(
      plainly(
        seeded.map(({ state }) => state),
        asked[1] ?? '',
      ),
    );
  });

  it('leave with all cases when another person signs in', () => {
    const under = openTestWorkspace(seeded.map(asLoaded));
    dropAllCases(under.workspace.db);
    under.workspace.book.forgetViews();
    expect(under.workspace.book.words.isWhole).toBe(true);
    expect(found(under, asked[1] ?? '')).toEqual([]);
  });
});
