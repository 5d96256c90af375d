import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#central/store/sql.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { TestCentral } from '#support/central.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import type { PostgresServer } from '#support/postgres-server.ts';
import { startPostgres } from '#support/postgres-server.ts';

const writers = 16;
const batches = 6;
const perBatch = 5;

describe('two centrals on one PostgreSQL', () => {
  let postgres: PostgresServer;
  let centrals: TestCentral[];
  beforeAll(async () => {
    postgres = await startPostgres();
    const database = (await postgres.newDatabase()) as `postgres://${string}`;
    const first = await startCentral({ database });
    centrals = [first, await startCentral({ database, withStaff: false })];
  });
  afterAll(async () => {
    for (const central of centrals ?? []) await central.stop();
    await postgres?.stop();
  });
  const urlOf = (index: number): string => centrals[index % 2]?.url ?? '';

  it(`miss no feed number and lose no act while ${writers} devices write and readers follow`, async () => {
    const [first] = centrals;
    if (first === undefined) throw new Error('no central');
    const ids = await seedCases(first.central, 8, { holder: staff.officer.officerId });
    const reader = await deviceOf(urlOf(1), staff.officer.officerId);
    let at = (await reader.feed('CPCO', 0)).head;
    const start = at;
    const expected = start + writers * batches * perBatch;
    const seen: number[] = [];
    const follow = (async () => {
      while (at < expected) {
        const page = await reader.feed('CPCO', at, '&waitMs=5000&limit=50');
        for (const row of page.rows) {
          expect(row.kind).toBe('events');
          seen.push(row.n);
        }
        at = page.to;
      }
    })();
    const devices = await Promise.all(
      Array.from({ length: writers }, (_, index) => deviceOf(urlOf(index), staff.officer.officerId)),
    );
    await Promise.all(
      devices.map(async (device, index) => {
        for (let batch = 0; batch < batches; batch += 1) {
          // Every batch touches several cases, in an order of its own.
          const acts = Array.from({ length: perBatch }, (_, place) =>
            device.note(ids[(index * 3 + batch + place * 5) % 8] ?? ''),
          );
          const { results } = await device.push(acts);
          expect(results.every((result) => result.outcome === 'accepted')).toBe(true);
        }
      }),
    );
    await follow;
    expect(seen).toEqual(Array.from({ length: expected - start }, (_, index) => start + 1 + index));
    const rows = await first.central.database.read((db) =>
      db.rows<{ case_id: string; event: string }>(
        sql`select case_id, event from case_event where type = 'note-added' order by case_id, seq`,
      ),
    );
    const acts = rows.map(({ event }) => (JSON.parse(event) as CaseEvent).command);
    expect(new Set(acts.map((act) => `${act?.clientId} ${act?.n}`)).size).toBe(writers * batches * perBatch);
    const lastOf = new Map<string, number>();
    for (const { case_id: id, event } of rows) {
      const act = (JSON.parse(event) as CaseEvent).command;
      const key = `${id} ${act?.clientId}`;
      expect(act?.n).toBeGreaterThan(lastOf.get(key) ?? 0);
      lastOf.set(key, act?.n ?? 0);
    }
  }, 60_000);

  it('let exactly one of many officers take a case of the pool', async () => {
    const [first] = centrals;
    if (first === undefined) throw new Error('no central');
    const [caseId = ''] = await seedCases(first.central, 1, { from: 900 });
    const people = [staff.officer.officerId, staff.otherOfficer.officerId];
    const devices = await Promise.all(
      Array.from({ length: 10 }, (_, index) => deviceOf(urlOf(index), people[index % 2] ?? '')),
    );
    const answers = await Promise.all(
      devices.map((device) =>
        device.push([device.act({ caseId, type: 'case.take', payload: {}, epoch: 0, records: { assignment: 0 } })]),
      ),
    );
    const accepted = answers.filter(({ results }) => results[0]?.outcome === 'accepted');
    expect(accepted).toHaveLength(1);
  });
});
