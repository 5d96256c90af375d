import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { putPeople } from '#central/identity/people-store.ts';
import { systemClock } from '#central/system-ports.ts';
import type { Instant } from '#shared/model/ids.ts';
import { oldestServedProtocol, protocolHeader, protocolVersion } from '#shared/protocol/version.ts';
import type { CentralWish, TestCentral } from '#support/central.ts';
import { putDocument, seedCases, staff, startCentral } from '#support/central.ts';
import { codeOf, Device, deviceOf } from '#support/central-device.ts';

async function central(wish: CentralWish = {}) {
  const test = await startCentral(wish);
  onTestFinished(() => test.stop());
  return test;
}

let shared: TestCentral;
beforeAll(async () => {
  shared = await startCentral();
});
afterAll(() => shared?.stop());

describe('the door of the demo', () => {
  it('shows its people and lets one of them in, with a token that holds for a while', async () => {
    const { url } = shared;
    const device = new Device(url);
    const people = (await device.request('/demo/people')).body as { officerId: string; role: string }[];
    expect(people.map((each) => each.officerId)).toContain(staff.clerk.officerId);
    await device.signIn(staff.officer.officerId);
    expect((await device.hello()).actor).toMatchObject({ officerId: staff.officer.officerId, officeId: 'CPCO' });
  });

  it('lets nobody in who is not one of them', async () => {
    const { url, central: open } = shared;
    const change = [
      { ...staff.otherOfficer, demoRole: null },
      { ...staff.farOfficer, active: false },
    ];
    await open.database.write((db) => putPeople(db, change));
    onTestFinished(() => open.database.write((db) => putPeople(db, [staff.otherOfficer, staff.farOfficer])));
    for (const officerId of [staff.otherOfficer.officerId, staff.farOfficer.officerId, 'ZZ99999']) {
      expect(codeOf(await new Device(url).post('/demo/sign-in', { officerId }))).toBe('not-permitted');
    }
    expect((await new Device(url).post('/demo/sign-in', { officerId: 'robert' })).status).toBe(400);
  });

  it('does not exist outside of demo mode, and its tokens are worth nothing there', async () => {
    const demo = shared;
    const device = await deviceOf(demo.url, staff.officer.officerId);
    const plain = await central({ demo: false });
    const other = new Device(plain.url);
    other.token = device.token;
    expect((await other.request('/demo/people')).status).toBe(404);
    expect((await other.post('/demo/sign-in', { officerId: staff.officer.officerId })).status).toBe(404);
    expect(codeOf(await other.tryHello())).toBe('token-invalid');
  });
});

describe('a request', () => {
  it('without a token, with a false one or one of another central gets token-invalid', async () => {
    const { url } = shared;
    const device = new Device(url);
    expect(codeOf(await device.tryHello())).toBe('token-invalid');
    const good = await deviceOf(url, staff.officer.officerId);
    const [head, body, signature] = good.token.split('.');
    const forged = Buffer.from(
      JSON.stringify({
        ...JSON.parse(Buffer.from(body ?? '', 'base64url').toString()),
        sub: staff.supervisor.officerId,
      }),
    );
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of ['nonsense', `${head}.${forged.toString('base64url')}.${signature}`, `${unsigned}.${body}.`]) {
      device.token = token;
      const answer = await device.tryHello();
      expect([answer.status, codeOf(answer)]).toEqual([401, 'token-invalid']);
    }
    const other = await central();
    device.token = (await deviceOf(other.url, staff.officer.officerId)).token;
    expect(codeOf(await device.tryHello())).toBe('token-invalid');
  });

  it('with a token that has run out gets token-expired, on every route', async () => {
    let offsetMs = 0;
    const clock = {
      ...systemClock,
      now: () => new Date(Date.parse(systemClock.now()) + offsetMs).toISOString() as Instant,
    };
    const { url } = await central({ clock, tokenSeconds: 60 });
    const device = await deviceOf(url, staff.officer.officerId);
    offsetMs = 61_000;
    for (const path of [
      '/sync/feed?partition=CPCO&after=0',
      '/sync/bootstrap?partition=CPCO',
      `/documents/${'a'.repeat(64)}`,
    ]) {
      const answer = await device.request(path);
      expect([answer.status, codeOf(answer)]).toEqual([401, 'token-expired']);
    }
    expect(codeOf(await device.tryHello())).toBe('token-expired');
  });

  it('of a person who has been made inactive is refused at once', async () => {
    const { url, central: open } = shared;
    onTestFinished(() => open.database.write((db) => putPeople(db, [staff.officer])));
    const device = await deviceOf(url, staff.officer.officerId);
    await open.database.write((db) => putPeople(db, [{ ...staff.officer, active: false }]));
    const answer = await device.tryHello();
    expect([answer.status, codeOf(answer)]).toEqual([403, 'not-permitted']);
  });

  it.each(['', '0', String(protocolVersion + 1), '999999999', '1.0', 'one'])(
    'in protocol version "%s" is refused before anything else',
    async (version) => {
      const { url } = shared;
      const headers = { [protocolHeader]: version, 'content-type': 'application/json' };
      const response = await fetch(`${url}/sync/commands`, { method: 'POST', headers, body: '{' });
      expect(response.status).toBe(426);
      expect(response.headers.get(protocolHeader)).toBe(String(protocolVersion));
      expect(await response.json()).toMatchObject({
        error: { code: 'protocol-mismatch', details: { oldest: oldestServedProtocol, newest: protocolVersion } },
      });
    },
  );

  it('for a path that is not there gets a failure in the same shape', async () => {
    const { url } = shared;
    const answer = await new Device(url).request('/nothing');
    expect([answer.status, codeOf(answer)]).toEqual([404, 'bad-request']);
  });
});

describe('operation', () => {
  it('says that it is up and ready, and describes its API with files of its own', async () => {
    const { url } = shared;
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'up', protocol: protocolVersion });
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({
      status: 'ready',
      database: 'pglite',
      durability: 'not-durable',
    });
    const page = await fetch(`${url}/docs/static/index.html`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/(src|href)="https?:/);
    const api = (await (await fetch(`${url}/docs/json`)).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining([
        '/sync/hello',
        '/sync/commands',
        '/sync/feed',
        '/sync/bootstrap',
        '/documents/{sha256}',
        '/demo/sign-in',
      ]),
    );
    expect(JSON.stringify(api.paths['/sync/commands'])).toContain('prevHash');
  });

  it('sends security headers', async () => {
    const { url } = shared;
    const { headers } = await fetch(`${url}/health`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('drains: wakes who waits, answers what is under way, then gives the port back', async () => {
    const test = await startCentral();
    const device = await deviceOf(test.url, staff.officer.officerId);
    const waiting = device.feed('CPCO', 0, '&waitMs=30000');
    await expect.poll(async () => (await fetch(`${test.url}/health`)).status).toBe(200);
    await test.stop();
    expect((await waiting).rows).toEqual([]);
    await expect(fetch(`${test.url}/health`)).rejects.toThrow('fetch failed');
  });

  it('does not wait for ever for a client that does not read its answer', async () => {
    const lines: string[] = [];
    const test = await startCentral({ logTo: (line) => lines.push(line), server: { drainWithinMs: 200 } });
    // More than the sockets of both sides hold between them.
    const stored = await putDocument(test.central, Buffer.alloc(48 * 1024 * 1024));
    await seedCases(test.central, 1, { holder: staff.officer.officerId, contents: [stored] });
    const device = await deviceOf(test.url, staff.officer.officerId);
    const answer = await device.raw(`/documents/${stored.sha256}`);
    expect(answer.status).toBe(200);
    await test.stop();
    expect(lines.join('')).toMatch(/"connections":1,.*cut what did not finish in time/);
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
  });

  it('logs routes, codes and times, and nothing of persons, cases or files', async () => {
    const lines: string[] = [];
    const test = await central({ logTo: (line) => lines.push(line) });
    const [caseId = ''] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
    const device = await deviceOf(test.url, staff.officer.officerId);
    await device.push([device.note(caseId, 'A very private remark')]);
    await device.bootstrap('CPCO');
    await device.feed('CPCO', 0);
    await device.raw(`/documents/${'a'.repeat(64)}`);
    await device.tryPush([{ ...device.note(caseId), n: 'Okafor' }]);
    await device.request(`/sync/feed?partition=${caseId}`);
    device.token = 'Bearer-Okafor';
    await device.tryHello();
    // A fault within: the database says which row was at fault, the log must not.
    await test.central.database.write((db) => db.script('alter table command_result rename to command_result_away'));
    const broken = await deviceOf(test.url, staff.officer.officerId);
    expect((await broken.tryPush([broken.note(caseId)])).status).toBe(500);
    const log = lines.join('');
    expect(log).toContain('/sync/commands');
    expect(log).toContain('"status":500');
    const secrets = [
      caseId,
      'Okafor',
      'Ngozi',
      'private remark',
      'V300000001',
      '1123-4567',
      'A1234567',
      device.clientId,
    ];
    secrets.push(broken.token, staff.officer.officerId, staff.officer.name, 'a'.repeat(64), '127.0.0.1', 'CPCO');
    const requests = lines.filter((line) => !line.includes('Server listening')).join('');
    for (const secret of secrets) expect(requests).not.toContain(secret);
  });
});
