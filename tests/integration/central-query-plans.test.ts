import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from '#central/store/sql.ts';
import { sql } from '#central/store/sql.ts';
import { visibleCases } from '#central/sync/partition-sight.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { TestCentral } from '#support/central.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import type { PostgresServer } from '#support/postgres-server.ts';
import { startPostgres } from '#support/postgres-server.ts';

/** Plans of the queries that run at every poll, on a real server with an office of some size. */
describe('hot queries', () => {
  let postgres: PostgresServer;
  let test: TestCentral;
  beforeAll(async () => {
    postgres = await startPostgres();
    test = await startCentral({ database: (await postgres.newDatabase()) as `postgres://${string}` });
    await seedCases(test.central, 60, { holder: staff.officer.officerId });
    await seedCases(test.central, 4000, { from: 1001, holder: staff.otherOfficer.officerId });
    await seedCases(test.central, 500, { from: 9001, office: 'NRBI', holder: staff.farOfficer.officerId });
    await test.central.database.write((db) => db.script('analyze'));
  });
  afterAll(async () => {
    await test?.stop();
    await postgres?.stop();
  });

  const planOf = async (query: Sql): Promise<string> => {
    const rows = await test.central.database.read((db) => db.rows<{ 'QUERY PLAN': string }>(sql`explain ${query}`));
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const page = (who: Actor): Sql =>
    sql`select case_id, version, sight from (${visibleCases('CPCO', who)}) as visible where case_id > '' order by case_id limit 100`;

  it('find an officer’s own cases and the pool by their index, not by walking the office', async () => {
    const plan = await planOf(page(staff.officer));
    expect(plan).toContain('case_scope');
    expect(plan).not.toContain('Seq Scan');
  });

  it('walk an office in the order of its pages for a supervisor', async () => {
    const plan = await planOf(page(staff.supervisor));
    expect(plan).toContain('case_order');
    expect(plan).not.toContain('Sort');
  });

  it('read the feed after a position, and the history of a case, by their keys', async () => {
    const feed = await planOf(sql`select n from feed where partition = 'CPCO' and n > 4000 order by n limit 500`);
    expect(feed).toContain('feed_pkey');
    const history = await planOf(sql`
      select event from unnest(array['a']::text[]) as wanted (case_id) join case_event on case_event.case_id = wanted.case_id`);
    expect(history).toContain('case_event_pkey');
  });
});
