import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { sql } from '#central/store/sql.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { CentralWish } from '#support/central.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { codeOf, Device, deviceOf } from '#support/central-device.ts';
import { newId, startCoreWithStore } from '#support/core.ts';
import type { PostgresServer } from '#support/postgres-server.ts';
import { startPostgres } from '#support/postgres-server.ts';
import { testFolder } from '#support/test-database.ts';

type Url = `postgres://${string}`;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

async function open(wish: CentralWish) {
  const test = await startCentral(wish);
  onTestFinished(() => test.stop());
  return test;
}

/** Runs a statement of an administrator, on the server's own database. */
async function administer(url: Url, statement: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client(admin.href);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A copy of a database as it is now: what a backup would give back. */
async function copyOf(url: Url): Promise<Url> {
  const name = `c${randomUUID().replaceAll('-', '')}`;
  const from = new URL(url).pathname.slice(1);
  await administer(url, `create database ${name} template ${from}`);
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href as Url;
}

describe('central restored from a backup', () => {
  it('tells a device where it stands, and takes the acts again that it had lost', async () => {
    const url = (await postgres.newDatabase()) as Url;
    const first = await startCentral({ database: url });
    const [caseId = ''] = await seedCases(first.central, 1, { holder: staff.officer.officerId });
    const device = await deviceOf(first.url, staff.officer.officerId);
    const early = [device.note(caseId, 'one'), device.note(caseId, 'two')];
    await device.push(early);
    await first.stop();
    const backup = await copyOf(url);
    const again = await startCentral({ database: url, withStaff: false });
    const late = [device.note(caseId, 'three'), device.note(caseId, 'four')];
    const there = Object.assign(new Device(again.url), { clientId: device.clientId, token: device.token });
    await there.push(late);
    const before = again.central.sync.centralEpoch;
    await again.stop();

    const restored = await startCentral({ database: backup, withStaff: false });
    await restored.central.database.write((db) =>
      db.run(sql`update meta set value = ${randomUUID()} where key = 'central-epoch'`),
    );
    await restored.stop();
    const now = await open({ database: backup, withStaff: false });
    expect(now.central.sync.centralEpoch).not.toBe(before);
    const back = Object.assign(new Device(now.url), {
      clientId: device.clientId,
      publicKey: device.publicKey,
      token: device.token,
      n: 4,
    });
    const hello = await back.hello();
    expect(hello.last).toBe(2);
    const { results } = await back.push([...early, ...late]);
    expect(results.map((result) => result.outcome)).toEqual(Array(4).fill('accepted'));
    const exported = await exportCase(now.central, caseId);
    expect(exported?.state.notes.map((note) => note.text)).toEqual(['one', 'two', 'three', 'four']);
  });
});

describe('a PostgreSQL server that is restarted', () => {
  it('under a workstation that sends: nothing is lost or doubled, and it comes back by itself', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const test = await open({ database: (await server.newDatabase()) as Url });
    const [caseId = '' as CaseId] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
    const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: test.url });
    onTestFinished(() => core.stop());
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    const texts = Array.from({ length: 30 }, (_, index) => `note ${index}`);
    const acts = (async () => {
      for (const text of texts) {
        const payload = { noteId: newId(), type: 'general', text, protectedPassages: [] };
        await core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
      }
    })();
    await server.restart();
    await acts;
    await core.call('sync.now', {});
    await core.until('sync.status', {}, (status) => status.waiting.acts === 0 && status.state === 'up-to-date');
    const exported = await exportCase(test.central, caseId);
    expect(exported?.state.notes.map((note) => note.text)).toEqual(texts);
    expect(core.bugs).toEqual([]);
  }, 120_000);
});

describe('a database that goes away', () => {
  it('makes requests fail and readiness say so, and is used again when it is back', async () => {
    const url = (await postgres.newDatabase()) as Url;
    const test = await open({ database: url });
    const [caseId = ''] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
    const device = await deviceOf(test.url, staff.officer.officerId);
    await device.push([device.note(caseId)]);
    const name = new URL(url).pathname.slice(1);
    await administer(url, `alter database ${name} with allow_connections false`);
    await administer(url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    const note = device.note(caseId);
    const failed = await device.tryPush([note]);
    expect([failed.status, codeOf(failed)]).toEqual([500, 'internal']);
    expect((await fetch(`${test.url}/ready`)).status).toBe(503);
    expect((await fetch(`${test.url}/health`)).status).toBe(200);
    await administer(url, `alter database ${name} with allow_connections true`);
    await expect.poll(async () => (await fetch(`${test.url}/ready`)).status).toBe(200);
    expect((await device.push([note])).results[0]?.outcome).toBe('accepted');
  });

  it('in the middle of a batch leaves nothing of it', async () => {
    const url = (await postgres.newDatabase()) as Url;
    const test = await open({ database: url });
    const [caseId = ''] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
    const device = await deviceOf(test.url, staff.officer.officerId);
    const batch = Array.from({ length: 20 }, () => device.note(caseId));
    const name = new URL(url).pathname.slice(1);
    // The batch comes to a stop in its last step, behind a lock on the audit log, and is cut off there.
    const blocker = new pg.Client(url);
    await blocker.connect();
    await blocker.query('begin; lock table audit_log in exclusive mode');
    const pushed = device.tryPush(batch);
    const waiting = `select pid from pg_stat_activity where datname = '${name}' and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await blocker.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1);
    await blocker.query(`select pg_terminate_backend(pid) from (${waiting}) as waiting`);
    const cutOff = await pushed;
    expect([cutOff.status, codeOf(cutOff)]).toEqual([503, 'database-away']);
    await blocker.query('rollback');
    await blocker.end();
    expect((await exportCase(test.central, caseId))?.acts).toEqual([]);
    const { results } = await device.push(batch);
    expect(results).toHaveLength(20);
    expect((await exportCase(test.central, caseId))?.state.notes).toHaveLength(20);
  });
});
