import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { type Device, deviceOf } from '#support/central-device.ts';

describe('acts that come packed', () => {
  let test: TestCentral;
  let device: Device;
  let caseId: string;

  beforeAll(async () => {
    test = await startCentral();
    [caseId = ''] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
    device = await deviceOf(test.url, staff.officer.officerId);
  });
  afterAll(() => test.stop());

  const send = (body: Uint8Array<ArrayBuffer>, encoding = 'gzip') =>
    device.request('/sync/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': encoding },
      body,
    });
  const packed = (value: unknown) => new Uint8Array(gzipSync(JSON.stringify(value)));

  it('are taken as they are without', async () => {
    const commands = Array.from({ length: 50 }, () => device.note(caseId));
    const answer = await send(packed({ clientId: device.clientId, commands }));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ last: 50 });
    const again = await device.push(commands);
    expect(again.results).toEqual((answer.body as typeof again).results);
  });

  it('cannot grow beyond what a body may have', async () => {
    const answer = await send(packed({ clientId: device.clientId, commands: ['x'.repeat(20 * 1024 * 1024)] }));
    expect(answer.status).toBe(413);
  });

  it.each([
    ['are no gzip', new Uint8Array(Buffer.from('{}')), 'gzip'],
    ['are cut', new Uint8Array(gzipSync('{"clientId":"x"}').subarray(0, 12)), 'gzip'],
    ['are packed in an unknown way', packed({}), 'br'],
  ])('and %s are a bad request', async (_, body, encoding) => {
    const answer = await send(body, encoding);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'bad-request' } });
  });
});
