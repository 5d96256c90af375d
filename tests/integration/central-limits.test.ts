import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RateLimits } from '#central/http/rate-limits.ts';
import { HttpCentral } from '#core/features/sync/http-central.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/version.ts';
import { type CentralWish, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { codeOf, Device, deviceOf } from '#support/central-device.ts';

const wide: RateLimits = { perPerson: 1e6, perAddress: 1e6, signIns: 1e6, deniedSignIns: 1e6 };
const { officer, otherOfficer } = staff;

async function centralWith(wish: CentralWish): Promise<TestCentral> {
  const central = await startCentral(wish);
  onTestFinished(() => central.stop());
  return central;
}

/** Asks until it is told to wait; the answer that said so. */
async function untilTold(device: Device, path: string) {
  for (let count = 0; count < 100; count += 1) {
    const answer = await device.request(path);
    if (answer.status === 429) return { answer, count };
  }
  throw new Error('nobody was told to wait');
}

describe('requests', () => {
  it('are limited by person, with the seconds to wait; others go on', async () => {
    const central = await centralWith({ rates: { ...wide, perPerson: 60 } });
    const device = await deviceOf(central.url, officer.officerId);
    const { answer, count } = await untilTold(device, '/sync/feed?partition=CPCO');
    // Ten in ten seconds, one of which was the hello.
    expect(count).toBe(9);
    expect(codeOf(answer)).toBe('rate-limited');
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(10);
    const other = await deviceOf(central.url, otherOfficer.officerId);
    expect((await other.request('/sync/feed?partition=CPCO')).status).toBe(200);
    // What the workstation makes of it: the code, and how long it was asked to wait.
    const workstation = new HttpCentral({ baseUrl: central.url, token: () => device.token });
    const asked = workstation.feed(
      { partition: 'CPCO', after: 0, limit: 5, waitMs: 0, logSize: null, digest: true },
      new AbortController().signal,
    );
    await expect(asked).rejects.toMatchObject({ code: 'rate-limited', details: { seconds: expect.any(Number) } });
  });

  it('are limited by address before anybody is looked up, as a trusted proxy names it', async () => {
    const central = await centralWith({
      rates: { ...wide, perAddress: 60 },
      server: { trustedProxies: ['127.0.0.1'] },
    });
    const from = (address: string) =>
      new Device(central.url).request('/sync/feed?partition=CPCO', { headers: { 'x-forwarded-for': address } });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) statuses.push((await from('203.0.113.7')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await from('203.0.113.8')).status).toBe(401);
    expect((await fetch(`${central.url}/health`)).status).toBe(200);
  });

  it('do not choose their own address where no proxy is trusted', async () => {
    const central = await centralWith({ rates: { ...wide, perAddress: 60 } });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${count}` };
      statuses.push((await new Device(central.url).request('/sync/feed?partition=CPCO', { headers })).status);
    }
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});

describe('sign-ins', () => {
  it('are limited, and denied ones harder', async () => {
    const central = await centralWith({ rates: { ...wide, signIns: 20, deniedSignIns: 3 } });
    const device = new Device(central.url);
    const tries: number[] = [];
    for (let count = 0; count < 5; count += 1)
      tries.push((await device.post('/demo/sign-in', { officerId: `XX1000${count}` })).status);
    expect(tries).toEqual([403, 403, 403, 429, 429]);
    // Who is at the door may still be looked at.
    expect((await device.request('/demo/people')).status).toBe(200);
  });

  it('are limited also where they succeed', async () => {
    const central = await centralWith({ rates: { ...wide, signIns: 4 } });
    const device = new Device(central.url);
    const tries: number[] = [];
    for (let count = 0; count < 5; count += 1)
      tries.push((await device.post('/demo/sign-in', { officerId: officer.officerId })).status);
    expect(tries).toEqual([200, 200, 200, 200, 429]);
  });
});

/** A request written by hand; what came back until the connection closed. */
function byHand(url: string, lines: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`));
    let come = '';
    socket.on('data', (bytes: Buffer) => (come += bytes.toString('latin1')));
    socket.on('close', () => resolve(come));
    socket.on('error', reject);
  });
}

describe('what comes in', () => {
  it('is limited in its address, its headers and its body, each path by its own measure', async () => {
    const central = await centralWith({});
    const head = ['GET /sync/feed HTTP/1.1', 'host: central', 'connection: close'];
    const longAddress = `GET /sync/feed?partition=${'A'.repeat(20_000)} HTTP/1.1`;
    expect(await byHand(central.url, [longAddress, ...head.slice(1)])).toMatch(/^HTTP\/1\.1 431 /);
    expect(await byHand(central.url, [...head, `x-much: ${'a'.repeat(20_000)}`])).toMatch(/^HTTP\/1\.1 431 /);
    const device = await deviceOf(central.url, officer.officerId);
    const long = await device.tryHello({ appVersion: 'v'.repeat(70_000) });
    expect([long.status, codeOf(long)]).toEqual([413, 'batch-too-large']);
    const door = await device.post('/demo/sign-in', { officerId: 'x'.repeat(5000) });
    expect(door.status).toBe(413);
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId });
    const heavy = await device.tryPush([{ ...device.note(caseId), payload: 'x'.repeat(9 * 1024 * 1024) }]);
    expect(heavy.status).toBe(413);
  });

  it('has its time: a body that drips is cut off', async () => {
    const central = await centralWith({ server: { requestTimeoutMs: 400 } });
    const said = await byHand(
      central.url,
      [
        'POST /demo/sign-in HTTP/1.1',
        'host: central',
        `${protocolHeader}: ${protocolVersion}`,
        'content-type: application/json',
        'content-length: 400',
      ],
      '{"officerId":',
    );
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
  });
});
