import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CentralWish } from '#support/central.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { codeOf, deviceOf } from '#support/central-device.ts';
import { Holdings } from '#support/holdings.ts';
import type { PostgresServer } from '#support/postgres-server.ts';
import { startPostgres } from '#support/postgres-server.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

async function open(database: string, limits: CentralWish['limits']) {
  const url = database === 'PGlite' ? 'memory' : ((await postgres.newDatabase()) as `postgres://${string}`);
  const test = await startCentral({ database: url, limits });
  onTestFinished(() => test.stop());
  return test;
}

const { officer, supervisor, clerk } = staff;
const mine = { holder: officer.officerId };

describe.each(['PGlite', 'PostgreSQL'])('limits of what one device is given, on %s', (database) => {
  it('are said to each person by what they do', async () => {
    const test = await open(database, { casesOfOfficer: 5, casesOfOffice: 50 });
    const limitOf = async (officerId: string): Promise<number> =>
      (await (await deviceOf(test.url, officerId)).hello()).limits.cases;
    expect(await limitOf(officer.officerId)).toBe(5);
    expect(await limitOf(supervisor.officerId)).toBe(50);
    expect(await limitOf(clerk.officerId)).toBe(50);
  });

  it('hold for a load, for cases that come in, and for nobody else', async () => {
    const test = await open(database, { casesOfOfficer: 5 });
    const device = await deviceOf(test.url, officer.officerId);
    const boss = await deviceOf(test.url, supervisor.officerId);
    await seedCases(test.central, 5, mine);
    expect((await device.bootstrap('CPCO')).filter((line) => line.kind === 'case')).toHaveLength(5);
    const { head } = await device.feed('CPCO', 0);
    await seedCases(test.central, 1, { from: 6 });
    const refused = await device.request(`/sync/feed?partition=CPCO&after=${head}`);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ error: { code: 'scope-too-large', details: { offered: 6, limit: 5 } } });
    expect(codeOf(await device.request('/sync/bootstrap?partition=CPCO'))).toBe('scope-too-large');
    expect((await boss.bootstrap('CPCO')).filter((line) => line.kind === 'case')).toHaveLength(6);
  });

  it('end a page of the feed before it grows beyond what a response may be; together the pages are the whole', async () => {
    const test = await open(database, { pageCharacters: 30_000 });
    const ids = await seedCases(test.central, 20, mine);
    const device = await deviceOf(test.url, officer.officerId);
    const holdings = new Holdings();
    let pages = 0;
    for (let head = 1; holdings.at < head; pages += 1) {
      const answer = await device.request(`/sync/feed?partition=CPCO&after=${holdings.at}&limit=2000`);
      expect(answer.text.length).toBeLessThan(32_000);
      const page = await device.feed('CPCO', holdings.at, '&limit=2000');
      holdings.take(page);
      ({ head } = page);
    }
    expect([...holdings.cases.keys()].sort()).toEqual([...ids].sort());
    expect(pages).toBeGreaterThan(1);
  });

  it('let one case through that is larger than a page by itself', async () => {
    const test = await open(database, { pageCharacters: 100 });
    await seedCases(test.central, 3, mine);
    const device = await deviceOf(test.url, officer.officerId);
    const page = await device.feed('CPCO', 0, '&limit=2000');
    expect(page).toMatchObject({ to: 1, head: 3 });
    expect(page.rows).toHaveLength(1);
  });
});
