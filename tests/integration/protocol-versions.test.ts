import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { sql } from '#central/store/sql.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/version.ts';
import { seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { type Answer, codeOf, Device } from '#support/central-device.ts';
import { newId, startCoreWithStore } from '#support/core.ts';
import { testFolder } from '#support/test-database.ts';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

/** The messages of protocol 1 as its clients and its central parsed them, written down when it was the present one. */
const frozen = JSON.parse(readFileSync(new URL('../support/protocol-1.data.json', import.meta.url), 'utf8')) as Record<
  string,
  JsonSchema
>;

function asVersionOne(message: string, value: unknown): unknown {
  const schema = frozen[message];
  if (schema === undefined) throw new Error(`protocol 1 has no ${message}`);
  return z.fromJSONSchema(schema).parse(value);
}

let test: TestCentral;
let own: CaseId[];
beforeAll(async () => {
  test = await startCentral();
  own = await seedCases(test.central, 4, { holder: staff.officer.officerId });
});
afterAll(() => test.stop());

const countOf = async (table: 'command_result' | 'audit_log' | 'client'): Promise<number> => {
  const query = {
    command_result: sql`select count(*)::int as n from command_result`,
    audit_log: sql`select count(*)::int as n from audit_log`,
    client: sql`select count(*)::int as n from client`,
  }[table];
  return (await test.central.database.read((db) => db.first<{ n: number }>(query)))?.n ?? -1;
};

describe('a workstation of protocol 1 with this central', () => {
  it('is refused at each message in words that it knows, and nothing of it is taken in', async () => {
    const device = new Device(test.url);
    await device.signIn(staff.officer.officerId);
    const before = [await countOf('command_result'), await countOf('audit_log'), await countOf('client')];
    const { clientId, publicKey } = device;
    const hello = {
      clientId,
      publicKey,
      lastMade: 0,
      lastAnswered: 0,
      appVersion: '0.1.0',
      now: new Date().toISOString(),
    };
    const act = device.note(own[0] ?? '', 'By the first protocol.');
    const headers = { [protocolHeader]: '1', 'content-type': 'application/json' };
    const post = (path: string, message: string, body: unknown): Promise<Answer> =>
      device.request(path, { method: 'POST', headers, body: JSON.stringify(asVersionOne(message, body)) });
    const answers = [
      await post('/sync/hello', 'helloRequest', hello),
      await post('/sync/commands', 'pushRequest', { clientId, commands: [act] }),
      await device.request('/sync/feed?partition=CPCO&after=0', { headers }),
      await device.request('/sync/bootstrap?partition=CPCO', { headers }),
      await device.request('/demo/people', { headers }),
    ];
    for (const answer of answers) {
      expect([answer.status, codeOf(answer)]).toEqual([426, 'protocol-mismatch']);
      asVersionOne('failureBody', answer.body);
      expect(answer.headers.get(protocolHeader)).toBe(String(protocolVersion));
    }
    expect([await countOf('command_result'), await countOf('audit_log'), await countOf('client')]).toEqual(before);
  });
});

describe('a workstation of a later protocol with this central', () => {
  it('is refused before anything of it is read', async () => {
    const device = new Device(test.url);
    await device.signIn(staff.officer.officerId);
    await device.hello();
    const before = await countOf('command_result');
    const headers = { [protocolHeader]: String(protocolVersion + 1), 'content-type': 'application/json' };
    const body = JSON.stringify({ clientId: device.clientId, commands: [device.note(own[1] ?? '')] });
    const answer = await device.request('/sync/commands', { method: 'POST', headers, body });
    expect([answer.status, codeOf(answer)]).toEqual([426, 'protocol-mismatch']);
    expect(await countOf('command_result')).toBe(before);
  });
});

/** A central of protocol 1 as far as it gets: it looked at the header first and refused every other version. */
async function oldCentral(port: number): Promise<{ readonly server: Server; readonly refused: string[] }> {
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const sent = Number(request.headers[protocolHeader] ?? 0);
    refused.push(request.url ?? '');
    const details = { sent, oldest: 1, newest: 1 };
    const body = { error: { code: 'protocol-mismatch', details, retryable: false } };
    asVersionOne('failureBody', body);
    response.writeHead(sent === 1 ? 500 : 426, { 'content-type': 'application/json', [protocolHeader]: '1' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, refused };
}

describe('this workstation with a central of protocol 1', () => {
  it('stops and says so, keeps what was done, and sends it once central is up to date', async () => {
    const dataDir = testFolder();
    const first = await startCentral({ database: 'folder', dataDir });
    const [caseId] = await seedCases(first.central, 1, { holder: staff.officer.officerId });
    if (caseId === undefined) throw new Error('a case was seeded');
    const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: first.url });
    onTestFinished(() => core.stop());
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    const port = Number(new URL(first.url).port);
    await first.stop();
    // It has seen that central is away: the next exchange begins with a hello.
    await core.until('sync.status', {}, (status) => status.state === 'offline');

    const old = await oldCentral(port);
    const payload = { noteId: newId(), type: 'general', text: 'Waits for its central.', protectedPassages: [] };
    await core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
    const stopped = await core.until('sync.status', {}, (status) => status.state === 'stopped');
    expect([stopped.problem, stopped.waiting.acts]).toEqual(['protocol-mismatch', 1]);
    expect(old.refused).not.toContain('/sync/commands');
    await new Promise((resolve) => old.server.close(resolve));

    const newer = await startCentral({ database: 'folder', dataDir, withStaff: false, port });
    onTestFinished(() => newer.stop());
    await core.call('sync.now', {});
    const ledger = { show: 'all', offset: 0, limit: 10 } as const;
    const list = await core.until('outbox.list', ledger, ({ items }) => items.every((item) => item.receipt !== null));
    expect(list.items.map((item) => item.state)).toEqual(['received']);
    expect(core.bugs).toEqual([]);
  });
});
