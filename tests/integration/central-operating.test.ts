import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#central/store/sql.ts';
import { eachServerSentEvent } from '#core/features/sync/server-sent-events.ts';
import { runCentral, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { codeOf, deviceOf } from '#support/central-device.ts';
import { type PostgresServer, startPostgres } from '#support/postgres-server.ts';

const { officer, otherOfficer } = staff;
let postgres: PostgresServer;
let central: TestCentral;
let url: string;
let dataDir: string;

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.newDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'dossier-operating-'));
  central = await startCentral({ database: url as `postgres://${string}`, dataDir });
}, 120_000);
afterAll(async () => {
  await central.stop();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const command = (...args: string[]) => runCentral([...args, '--database-url', url, '--data', dataDir]);

async function auditOf(what: string): Promise<number> {
  const rows = await central.central.database.read((db) =>
    db.rows<{ entry: string }>(sql`select entry from audit_log where stream = 'central'`),
  );
  return rows.filter(({ entry }) => (JSON.parse(entry) as { what: string }).what === what).length;
}

describe('an operator', () => {
  it('lists devices and shuts one out beside a running central, which it then hears at every door', async () => {
    const device = await deviceOf(central.url, officer.officerId);
    const listed = (await command('devices')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { clientId: string; people: string[]; revokedAt: string | null });
    expect(listed.find((each) => each.clientId === device.clientId)).toMatchObject({
      people: [officer.officerId],
      revokedAt: null,
    });
    const revoked = await command('revoke', device.clientId, '--reason', 'Left on a train.');
    expect([revoked.code, revoked.stdout.trim()]).toEqual([0, JSON.stringify({ revoked: [device.clientId] })]);
    const doors = ['/sync/feed?partition=CPCO', '/sync/bootstrap?partition=CPCO', `/documents/${'ab'.repeat(32)}`];
    for (const door of doors) expect(codeOf(await device.request(door))).toBe('client-revoked');
    expect(codeOf(await device.tryHello())).toBe('client-revoked');
    // The person works on at another device.
    expect((await deviceOf(central.url, officer.officerId)).n).toBe(0);
    expect(await auditOf('device:revoked')).toBe(1);
    expect((await command('revoke', device.clientId, '--reason', 'Again.')).stdout.trim()).toBe('{"revoked":[]}');
  }, 120_000);

  it('shuts out a device that listens to the news: its stream says why as it ends', async () => {
    const device = await deviceOf(central.url, officer.officerId);
    const stream = await device.raw(`/sync/events?client=${device.clientId}`);
    if (stream.body === null) throw new Error('a stream has a body');
    const events = eachServerSentEvent(stream.body);
    expect(JSON.parse((await events.next()).value ?? 'null')).toMatchObject({ kind: 'begin' });
    const revoked = await command('revoke', device.clientId, '--reason', 'Left on a train.');
    expect(revoked.code).toBe(0);
    const said: unknown[] = [];
    for await (const data of events) if (data !== null) said.push(JSON.parse(data));
    expect(said.at(-1)).toEqual({ kind: 'end', why: 'client-revoked' });
  }, 120_000);

  it('shuts out all devices of a person and ends the sign-ins, until the next one', async () => {
    const devices = await Promise.all([1, 2].map(() => deviceOf(central.url, otherOfficer.officerId)));
    const answer = await command('revoke', '--person', otherOfficer.officerId, '--reason', 'Suspended.');
    const { revoked } = JSON.parse(answer.stdout) as { revoked: string[] };
    expect(revoked).toEqual(devices.map((each) => each.clientId).sort());
    for (const device of devices)
      expect(codeOf(await device.request('/sync/feed?partition=CPCO'))).toBe('client-revoked');
    expect(await auditOf('person:signed-out')).toBe(1);
  }, 120_000);

  it('is told what is missing or not there', async () => {
    const wrong = await Promise.all([
      command('revoke', '--reason', 'x'),
      command('revoke', 'nobody', '--reason', 'x'),
      command('revoke', 'nobody'),
      command('revoke', '--person', 'XX00000', '--reason', 'x'),
    ]);
    expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(wrong.map(({ stderr }) => stderr.split('\n')[0])).toEqual([
      'revoke takes a CLIENT, or --person CODE.',
      'There is no such device here; "central devices" lists them.',
      'revoke takes --reason TEXT: it is kept.',
      'There is no such person here.',
    ]);
  }, 120_000);
});

describe('a central put back from a backup', () => {
  it('begins a new epoch by one command, and is offered again what the backup does not have', async () => {
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId });
    const device = await deviceOf(central.url, officer.officerId);
    const before = await device.hello();
    const answer = await command('restored');
    const { epoch } = JSON.parse(answer.stdout) as { epoch: string };
    const again = await startCentral({ database: url as `postgres://${string}`, dataDir, withStaff: false });
    const there = await deviceOf(again.url, officer.officerId);
    expect(await there.hello()).toMatchObject({ centralEpoch: epoch });
    expect(epoch).not.toBe(before.centralEpoch);
    expect((await there.push([there.note(caseId)])).centralEpoch).toBe(epoch);
    expect(await auditOf('central:restored')).toBe(1);
    await again.stop();
    const never = await postgres.newDatabase();
    const nothing = await runCentral(['restored', '--database-url', never, '--data', dataDir]);
    expect(nothing.code).not.toBe(0);
  }, 120_000);
});

describe('a role that may not rewrite what happened', () => {
  it('is enough for a central once the owner has brought the schema', async () => {
    const database = await postgres.newDatabase();
    const owner = await startCentral({ database: database as `postgres://${string}`, dataDir });
    const [caseId = ''] = await seedCases(owner.central, 1, { holder: officer.officerId, from: 50 });
    const role = `central_${database.slice(-8)}`;
    // As docs/operations.md gives them.
    await owner.central.database.write((db) =>
      db.script(`
        create role ${role} login password 'served';
        grant usage on schema public to ${role};
        grant select, insert, update, delete on all tables in schema public to ${role};
        revoke update, delete on audit_log, case_event, feed, command_result, schema_version from ${role};`),
    );
    await owner.stop();
    const address = database.replace('dossier:dossier@', `${role}:served@`) as `postgres://${string}`;
    const served = await startCentral({ database: address, dataDir, withStaff: false });
    const device = await deviceOf(served.url, officer.officerId);
    expect((await device.push([device.note(caseId)])).results[0]?.outcome).toBe('accepted');
    expect((await device.bootstrap('CPCO')).length).toBeGreaterThan(1);
    for (const table of ['audit_log', 'case_event', 'feed', 'command_result']) {
      const rewriting = served.central.database.write((db) => db.script(`delete from ${table}`));
      await expect(rewriting).rejects.toMatchObject({ code: '42501' });
    }
    await served.stop();
  }, 120_000);
});
