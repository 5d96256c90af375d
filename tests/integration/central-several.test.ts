import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openCentral } from '#central/central.ts';
import { sql } from '#central/store/sql.ts';
import { eachServerSentEvent } from '#core/features/sync/server-sent-events.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { newsEvent } from '#shared/protocol/news.ts';
import { startBalancer } from '#support/balancer.ts';
import { putStaff, seedCases, staff, startCentral, startCentralProcess } from '#support/central.ts';
import { codeOf, type Device, deviceOf } from '#support/central-device.ts';
import { type PostgresServer, startPostgres } from '#support/postgres-server.ts';

const { officer } = staff;
let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.stop());

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-several-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const targetOf = (url: string) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) });

/** As a workstation does: whatever does not come back is sent again, until it is answered. */
async function pushUntilAnswered(device: Device, commands: readonly CommandEnvelope[]): Promise<readonly string[]> {
  for (;;) {
    const answer = await device.push(commands).catch(() => null);
    if (answer !== null) return answer.results.map(({ outcome }) => outcome);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('two centrals behind one address', () => {
  it('are one: news cross, numbers stay dense, and one may be killed at any moment', async () => {
    const url = await postgres.newDatabase();
    const dataDir = await newFolder();
    const first = await openCentral({ dataDir, databaseUrl: url, demo: true });
    await putStaff(first);
    const cases = await seedCases(first, 4, { holder: officer.officerId });
    await first.close();
    const args = ['--demo', '--log-level', 'fatal', '--database-url', url];
    const [one, other] = await Promise.all([1, 2].map(() => startCentralProcess({ dataDir, args })));
    if (one === undefined || other === undefined) throw new Error('two were started');
    onTestFinished(() => other.stop().then(() => undefined));
    const balancer = await startBalancer([targetOf(one.url), targetOf(other.url)]);
    onTestFinished(() => balancer.close());
    const address = `http://${balancer.address}`;

    // News of what the one took come from the other.
    const listener = await deviceOf(other.url, officer.officerId);
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const stream = await listener.raw(`/sync/events?client=${listener.clientId}`, { signal: abort.signal });
    if (stream.body === null) throw new Error('a stream has a body');
    const events = eachServerSentEvent(stream.body);
    await events.next();
    const writer = await deviceOf(one.url, officer.officerId);
    const { results } = await writer.push([writer.note(cases[0] ?? '')]);
    const news = (await events.next()).value;
    expect(newsEvent.parse(JSON.parse(news ?? 'null'))).toMatchObject({
      kind: 'news',
      partition: 'CPCO',
      n: results[0]?.receipt.feed?.n,
    });

    const devices = await Promise.all(cases.map(() => deviceOf(address, officer.officerId)));
    const rounds = 12;
    let isKilled = false;
    const outcomes = await Promise.all(
      devices.map(async (device, place) => {
        const own: string[] = [];
        for (let round = 0; round < rounds; round += 1) {
          if (place === 0 && round === 4) {
            isKilled = true;
            await one.kill();
          }
          const batch = [device.note(cases[place] ?? ''), device.note(cases[place] ?? '')];
          own.push(...(await pushUntilAnswered(device, batch)));
        }
        return own;
      }),
    );
    expect(isKilled).toBe(true);
    expect(outcomes.flat()).toEqual(Array.from({ length: cases.length * rounds * 2 }, () => 'accepted'));

    const reader = await openCentral({ dataDir, databaseUrl: url, demo: true });
    onTestFinished(() => reader.close());
    const found = await reader.database.read(async (db) => ({
      numbers: await db.rows<{ n: number }>(sql`select n from feed where partition = 'CPCO' order by n`),
      head: await db.first<{ n: number }>(sql`select n from feed_counter where partition = 'CPCO'`),
      acts: await db.rows<{ n: number }>(sql`select client_id, n from command_result`),
    }));
    expect(found.numbers.map(({ n }) => n)).toEqual(
      Array.from({ length: found.head?.n ?? 0 }, (_, index) => index + 1),
    );
    expect(found.acts).toHaveLength(cases.length * rounds * 2 + 1);
  }, 180_000);
});

describe('a PostgreSQL that goes away', () => {
  it('is said to be away, retryably, and is there again without a restart of central; nothing is done twice', async () => {
    const { host, port } = targetOf((await postgres.newDatabase()).replace('postgres:', 'http:'));
    const name = new URL((await postgres.newDatabase()).replace('postgres:', 'http:')).pathname;
    const balancer = await startBalancer([{ host, port }]);
    onTestFinished(() => balancer.close());
    const central = await startCentral({ database: `postgres://dossier:dossier@${balancer.address}${name}` });
    onTestFinished(() => central.stop());
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId });
    const device = await deviceOf(central.url, officer.officerId);
    await device.push([device.note(caseId)]);

    await balancer.close();
    const act = device.note(caseId);
    const refused = await device.tryPush([act]);
    expect([refused.status, codeOf(refused)]).toEqual([503, 'database-away']);
    expect(refused.body).toMatchObject({ error: { retryable: true } });
    expect((await fetch(`${central.url}/ready`)).status).toBe(503);
    expect((await fetch(`${central.url}/health`)).status).toBe(200);

    await balancer.open();
    expect(await pushUntilAnswered(device, [act])).toEqual(['accepted']);
    expect((await fetch(`${central.url}/ready`)).status).toBe(200);
    expect((await device.hello()).last).toBe(2);
  }, 120_000);

  it('in the middle of a transaction leaves nothing of it', async () => {
    const url = await postgres.newDatabase();
    const central = await startCentral({ database: url as `postgres://${string}` });
    onTestFinished(() => central.stop());
    const { database } = central.central;
    const broken = database.write(async (db) => {
      await db.run(sql`insert into meta (key, value) values ('half', 'done')`);
      await database.read((other) =>
        other.rows(sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`),
      );
      await db.run(sql`insert into meta (key, value) values ('other half', 'done')`);
    });
    await expect(broken).rejects.toMatchObject({ code: 'database-away', retryable: true });
    const left = await database.read((db) => db.rows(sql`select key from meta where key like '%half'`));
    expect(left).toEqual([]);
  }, 120_000);
});
