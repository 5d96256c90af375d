import { describe, expect, it } from 'vitest';
import type { CaseId } from '#shared/model/ids.ts';
import { officer } from '#support/case-fixtures.ts';
import { seedCase } from '#support/seed-cases.ts';
import { openTestWorkspace } from '#support/workspace.ts';
import { sql } from '../../db/sql.ts';
import { overlayQuery } from '../outbox/store.ts';
import { readStandings, standingsQuery } from './case-standing.ts';
import { markSeen, readBases } from './case-store.ts';

const seeded = Array.from({ length: 4 }, (_, index) => seedCase(index));
const asLoaded = ({ state, history }: (typeof seeded)[number]) => ({
  ...{ sight: 'full' as const, state, history },
  isFolded: true,
});

describe('what the tables say of several cases at once', () => {
  it('is what they say of each', () => {
    const { workspace } = openTestWorkspace(seeded.map(asLoaded));
    const { db, book } = workspace;
    const ids = seeded.map(({ state }) => state.id);
    const rows = ids.map((id) => book.rowOf(id) ?? 0);
    const [first = 0, second = 0, third = 0] = rows;
    db.run(sql`update queue_row set news = 3 where row = ${first}`);
    db.run(sql`update document set presence = 'present'
      where sha256 in (select sha256 from case_document where row = ${second} limit 1)`);
    markSeen(db, officer.officerId, ids[2] ?? ('' as CaseId), 5);
    const standings = readStandings(db, officer.officerId, [...rows, 999_999]);
    expect(new Set(standings.keys())).toEqual(new Set(rows));
    expect(standings.get(first)).toMatchObject({ news: 3, seen: null, turnedDown: null, present: 0 });
    expect(standings.get(second)).toMatchObject({ news: 0, present: 1 });
    expect(standings.get(second)?.documents).toBe(seeded[1]?.state.documents.length);
    expect(standings.get(third)?.seen).toBe(5);
    const bases = readBases(db, [...ids, 'nobody' as CaseId]);
    expect([...bases.keys()].sort()).toEqual([...ids].sort());
    for (const { state } of seeded) expect(bases.get(state.id)?.state).toEqual(state);
  });

  it('is looked up by its indexes, so that the ledger and the office may grow', () => {
    const { workspace } = openTestWorkspace(seeded.map(asLoaded));
    const { db } = workspace;
    const standings = db.plan(standingsQuery(officer.officerId, [1, 2])).join('\n');
    expect(standings).toContain('outbox_refused');
    const overlays = db.plan(overlayQuery(seeded.map(({ state }) => state.id))).join('\n');
    expect(overlays).toContain('outbox_overlay');
    for (const plan of [standings, overlays]) expect(plan).not.toMatch(/SCAN (?!json_each|CONSTANT)\w/);
  });
});
