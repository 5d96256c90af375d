import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#central/store/sql.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import type { TestCentral } from '#support/central.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import type { Device } from '#support/central-device.ts';
import { deviceOf } from '#support/central-device.ts';

let test: TestCentral;
let device: Device;
let caseId: string;
beforeAll(async () => {
  test = await startCentral();
  [caseId = ''] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
  device = await deviceOf(test.url, staff.officer.officerId);
});
afterAll(() => test?.stop());

const acts = async (): Promise<number> =>
  (
    await test.central.database.read((db) =>
      db.first<{ n: number }>(sql`select count(*)::int as n from command_result`),
    )
  )?.n ?? -1;

/** Puts something else at one place of a value. */
function altered(value: unknown, path: readonly number[], other: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return other;
  const keys = Object.keys(value);
  const key = keys[(path[0] ?? 0) % Math.max(1, keys.length)];
  if (key === undefined) return other;
  const inner = altered((value as Record<string, unknown>)[key], path.slice(1), other);
  return Array.isArray(value)
    ? value.map((each, index) => (String(index) === key ? inner : each))
    : { ...value, [key]: inner };
}

describe('anything at all', () => {
  it('sent to hello or to commands gets a failure with a code, never a fault, and changes nothing', async () => {
    const before = await acts();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/sync/hello', '/sync/commands'), fc.jsonValue(), async (path, body) => {
        const answer = await device.post(path, body);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        failureBody.parse(answer.body);
      }),
      { numRuns: 100 },
    );
    expect(await acts()).toBe(before);
  });

  it('put in one place of a signed act makes it a failure or the very same act, never another', async () => {
    const fresh = await deviceOf(test.url, staff.officer.officerId);
    const act = fresh.note(caseId, 'As it was signed.');
    const before = await acts();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(12), { minLength: 1, maxLength: 3 }), fc.jsonValue(), async (path, other) => {
        const changed = altered(act, path, other);
        if (JSON.stringify(changed) === JSON.stringify(act)) return;
        const answer = await fresh.tryPush([changed]);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect(await acts()).toBe(before);
    expect((await fresh.push([act])).results[0]?.outcome).toBe('accepted');
  });

  it('in the addresses of feed, bootstrap and documents gets a failure with a code', async () => {
    const word = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('CPCO', '0', '-1', '1e9', 'NaN', '%00', "'--", '../..'),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('feed', 'bootstrap', 'documents'), word, word, word, async (route, a, b, c) => {
        const [x, y, z] = [a, b, c].map(encodeURIComponent);
        const path =
          route === 'documents'
            ? `/documents/${x}`
            : `/sync/${route}?partition=${x}&after=${y}&cursor=${y}&limit=${z}&at=${z}`;
        const answer = await device.request(path);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  it('with another kind of body, another method or a broken encoding gets a failure with a code', async () => {
    const send = async (init: RequestInit) => (await device.request('/sync/commands', init)).status;
    expect(
      await send({ method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ).toBe(400);
    expect(await send({ method: 'POST', body: '' })).toBe(400);
    expect(await send({ method: 'PUT', body: '{}', headers: { 'content-type': 'application/json' } })).toBe(404);
    const polluted = '{"clientId":"x","__proto__":{"polluted":true}}';
    expect(await send({ method: 'POST', body: polluted, headers: { 'content-type': 'application/json' } })).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
