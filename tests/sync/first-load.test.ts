import { describe, expect, it } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { readBase, readHistory } from '#core/features/case-file/case-store.ts';
import { QueueIndex } from '#core/features/queue/queue-index.ts';
import { rowsByNameQuery, rowsByNumberQuery } from '#core/features/queue/store.ts';
import { readLine } from '#core/features/sync/read-line.ts';
import type { LoadedCase } from '#core/sync/ports.ts';
import { applyAll } from '#shared/model/apply.ts';
import { eventOf, officer } from '#support/case-fixtures.ts';
import { seedCase } from '#support/seed-cases.ts';
import { openTestWorkspace } from '#support/workspace.ts';

const seeded = Array.from({ length: 40 }, (_, index) => seedCase(index)).sort((left, right) =>
  left.state.id < right.state.id ? -1 : 1,
);

function lineOf({ state, history }: (typeof seeded)[number]): LoadedCase {
  const read = readLine(JSON.stringify({ kind: 'case', sight: 'full', id: state.id, history }));
  if (read.kind !== 'case') throw new Error('it is a case');
  return read;
}

describe('a first load', () => {
  it('keeps of a case in full its history, and reads its state from there', () => {
    const under = openTestWorkspace();
    const { db } = under.workspace;
    under.tables.reload('CPCO');
    under.tables.beginLoad('CPCO', 0, seeded.length);
    under.tables.takeLoad('CPCO', seeded.map(lineOf));
    under.tables.endLoad('CPCO');
    expect(db.value(sql`select count(*) from case_state`)).toBe(0);
    for (const { state, history } of seeded) {
      const base = readBase(db, state.id);
      expect(base?.state).toEqual(state);
      expect(readHistory(db, base?.row ?? 0)).toEqual(history);
    }
  });

  it('is carried on by the feed, and stays kept as its history', () => {
    const under = openTestWorkspace(seeded.map(lineOf));
    const [{ state, history } = seedCase(0)] = seeded;
    const payload = { documentId: state.documents[0]?.id };
    const event = eventOf(state.version + 1, officer, { type: 'document-read', payload } as never);
    const known = { partition: 'CPCO', after: 0, to: 1, head: 1, digest: null, log: null } as const;
    const { now } = { now: under.clock.now() };
    const row = { kind: 'events' as const, n: 1, caseId: state.id, events: [event] };
    under.tables.takeFeed({ ...known, rows: [row], centralEpoch: '0b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a59', now });
    const { db } = under.workspace;
    expect(readBase(db, state.id)?.state).toEqual(applyAll(state.id, null, [...history, event]));
    expect(db.value(sql`select count(*) from case_state`)).toBe(0);
    expect(db.value(sql`select version from case_here where case_id = ${state.id}`)).toBe(state.version + 1);
  });

  it('has the orders of the queue right while it runs, and their indexes at its end', () => {
    const under = openTestWorkspace();
    const { db } = under.workspace;
    under.tables.reload('CPCO');
    const inOrder = (): string[] =>
      [rowsByNumberQuery, rowsByNameQuery].flatMap((query) => {
        const numbers = db
          .column<number>(query)
          .map((row) => db.value<string>(sql`select number from queue_row where row = ${row}`));
        return numbers.map(String);
      });
    const sorted = (count: number): string[] => {
      const lines = db.all<{ number: string; key: string }>(sql`select number, name_key as key from queue_row`);
      expect(lines).toHaveLength(count);
      const byNumber = lines.map((line) => line.number).sort();
      const keyed = lines.map((line) => `${line.key}\u0000${line.number}`).sort();
      return [...byNumber, ...keyed.map((line) => line.split('\u0000')[1] ?? '')];
    };
    const indexes = sql`select name from sqlite_schema where type = 'index' and name like 'queue_row_%' order by name`;
    under.tables.beginLoad('CPCO', 0, seeded.length);
    expect(db.column(indexes)).toEqual([]);
    under.tables.takeLoad('CPCO', seeded.slice(0, 25).map(lineOf));
    expect(inOrder()).toEqual(sorted(25));
    // Cut here, and begun again: what is there stays as it is.
    under.tables.beginLoad('CPCO', 0, 15);
    under.tables.takeLoad('CPCO', seeded.slice(25).map(lineOf));
    under.tables.endLoad('CPCO');
    expect(db.column(indexes)).toEqual(['queue_row_name', 'queue_row_number']);
    expect(inOrder()).toEqual(sorted(40));
    expect([...new QueueIndex(db).byName.rows]).toEqual(db.column(rowsByNameQuery));
    // A load anew of a store with cases keeps them up.
    under.tables.reload('CPCO');
    under.tables.beginLoad('CPCO', 0, seeded.length);
    expect(db.column(indexes)).toHaveLength(2);
  });
});
