import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { actorOf } from '#central/identity/people-store.ts';
import { sql } from '#central/store/sql.ts';
import { NewsDesk } from '#central/sync/news-desk.ts';
import type { NewsMessage } from '#central/sync/news-reader.ts';
import { durableWatermark } from '#central/sync/watermark.ts';
import { eachServerSentEvent } from '#core/features/sync/server-sent-events.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { newsEvent } from '#shared/protocol/news.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/version.ts';
import { seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { codeOf, type Device, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';
import { HandTime } from '#support/hand-time.ts';

const { officer, otherOfficer, farOfficer } = staff;
let nextCase = 1;

/** A stream over HTTP, read as it comes. */
function open(device: Device) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const read = async function* (): AsyncGenerator<NewsMessage> {
    const response = await device.raw(`/sync/events?client=${device.clientId}`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    if (response.body === null) throw new Error('a stream has a body');
    for await (const data of eachServerSentEvent(response.body)) {
      yield data === null ? { kind: 'beat' } : newsEvent.parse(JSON.parse(data));
    }
  };
  const messages = read();
  const next = async (): Promise<NewsMessage | undefined> => (await messages.next()).value ?? undefined;
  return { next, close: () => abort.abort() };
}

describe.each(databaseKinds)('news over HTTP on %s', (kind) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentralOn(kind);
  }, 120_000);
  afterAll(() => central?.stop());

  async function casesOf(who: string | null, count = 1, more: object = {}): Promise<CaseId[]> {
    const ids = await seedCases(central.central, count, { holder: who as never, from: nextCase, ...more });
    nextCase += count;
    return ids;
  }

  it('begin with the heads, and tell that there is something, not what', async () => {
    const [caseId = ''] = await casesOf(officer.officerId);
    const device = await deviceOf(central.url, officer.officerId);
    const stream = open(device);
    const begin = await stream.next();
    const { head } = await device.feed('CPCO', 0, '&limit=1');
    expect(begin).toMatchObject({ kind: 'begin', heads: [{ partition: 'CPCO', n: head }] });
    const other = await deviceOf(central.url, officer.officerId);
    const { results } = await other.push([other.note(caseId, 'Nobody reads this in a stream.')]);
    expect(await stream.next()).toEqual({ kind: 'news', partition: 'CPCO', n: results[0]?.receipt.feed?.n });
  });

  it('do not wake for what the person may not see', async () => {
    const [mine = ''] = await casesOf(officer.officerId);
    const [theirs = ''] = await casesOf(otherOfficer.officerId);
    const stream = open(await deviceOf(central.url, officer.officerId));
    await stream.next();
    const other = await deviceOf(central.url, otherOfficer.officerId);
    await other.push([other.note(theirs)]);
    const own = await deviceOf(central.url, officer.officerId);
    const { results } = await own.push([own.note(mine)]);
    // The first news is that of the own case; the hidden one before it was passed over in silence.
    expect(await stream.next()).toEqual({ kind: 'news', partition: 'CPCO', n: results[0]?.receipt.feed?.n });
  });

  it('ask for a hello where a case of another office becomes theirs', async () => {
    const stream = open(await deviceOf(central.url, officer.officerId));
    expect(await stream.next()).toMatchObject({ heads: [{ partition: 'CPCO' }] });
    await casesOf(officer.officerId, 1, { office: 'NRBI' });
    expect(await stream.next()).toEqual({ kind: 'end', why: 'access-changed' });
    expect(await open(await deviceOf(central.url, officer.officerId)).next()).toMatchObject({
      heads: [{ partition: 'CPCO' }, { partition: 'NRBI' }],
    });
  });

  it('are for devices that the person has said hello on, and end with the device', async () => {
    const device = await deviceOf(central.url, officer.officerId);
    const stranger = await deviceOf(central.url, otherOfficer.officerId);
    const others = await stranger.request(`/sync/events?client=${device.clientId}`);
    expect([others.status, codeOf(others)]).toEqual([403, 'not-permitted']);
    expect(codeOf(await device.request('/sync/events?client=nonsense'))).toBe('bad-request');
    await central.central.database.write((db) =>
      db.run(sql`update client set revoked_at = ${new Date().toISOString()} where client_id = ${device.clientId}`),
    );
    for (const path of [
      `/sync/events?client=${device.clientId}`,
      '/sync/feed?partition=CPCO',
      '/sync/bootstrap?partition=CPCO',
    ])
      expect(codeOf(await device.request(path))).toBe('client-revoked');
  });

  it('are opened anew by the same device, and are not many for one person', async () => {
    const device = await deviceOf(central.url, farOfficer.officerId);
    const first = open(device);
    await first.next();
    await open(device).next();
    expect(await first.next()).toEqual({ kind: 'end', why: 'replaced' });
    const devices = await Promise.all(Array.from({ length: 8 }, () => deviceOf(central.url, farOfficer.officerId)));
    for (const each of devices.slice(0, 7)) expect((await open(each).next())?.kind).toBe('begin');
    const last = devices[7];
    const refused = await last?.request(`/sync/events?client=${last.clientId}`);
    expect([refused?.status, refused?.headers.get('retry-after')]).toEqual([429, '60']);
  });

  it('leave nothing behind of clients that went away at once', async () => {
    const device = await deviceOf(central.url, officer.officerId);
    const { hostname, port } = new URL(central.url);
    const { news } = central.central.sync;
    const question = [
      `GET /sync/events?client=${device.clientId} HTTP/1.1`,
      `host: ${hostname}`,
      `authorization: Bearer ${device.token}`,
      `${protocolHeader}: ${protocolVersion}`,
      '\r\n',
    ].join('\r\n');
    for (let client = 0; client < 8; client += 1) {
      const socket = connect(Number(port), hostname);
      socket.write(question, () => socket.destroy());
      await once(socket, 'close');
    }
    // This one comes after them, and they were taken in before it or not at all.
    const stream = open(device);
    await stream.next();
    stream.close();
    await expect.poll(() => news.streams).toBe(0);
  });

  it('end as draining when central stops', async () => {
    const stream = open(await deviceOf(central.url, officer.officerId));
    await stream.next();
    central.central.sync.news.stop();
    expect(await stream.next()).toEqual({ kind: 'end', why: 'draining' });
    expect(await stream.next()).toBeUndefined();
  });
});

describe('the desk of news', () => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral();
  }, 120_000);
  afterAll(() => central.stop());

  async function deskOf() {
    const time = new HandTime();
    const startMs = Date.parse('2026-11-20T15:00:00.000Z');
    const clock = { now: () => new Date(startMs + time.nowMs).toISOString() as Instant, elapsedMs: () => time.nowMs };
    const { database, poker, centralEpoch } = central.central.sync;
    const desk = new NewsDesk({ database, clock, scheduler: time, poker, watermark: durableWatermark, centralEpoch });
    const device = await deviceOf(central.url, officer.officerId);
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const expiresAt = '2026-11-20T16:00:00.000Z' as Instant;
    const messages = desk.follow({ who: actorOf(officer), clientId: device.clientId, expiresAt }, abort.signal);
    return { time, desk, device, messages, abort };
  }

  async function deskWith() {
    const { messages, ...rest } = await deskOf();
    expect((await messages.next()).value).toMatchObject({ kind: 'begin' });
    const [caseId = ''] = await seedCases(central.central, 1, {
      holder: officer.officerId,
      from: (nextCase += 1) + 900,
    });
    return { messages, ...rest, caseId };
  }

  /** News of cases that were seeded may come before the end does. */
  async function restOf(messages: AsyncGenerator<NewsMessage, void>): Promise<NewsMessage[]> {
    const rest: NewsMessage[] = [];
    for await (const message of messages) rest.push(message);
    return rest;
  }

  it('sums up what comes within a tenth of a second', async () => {
    const { time, device, messages, caseId } = await deskWith();
    await device.push([device.note(caseId)]);
    await time.pass(0);
    const first = (await messages.next()).value;
    for (let act = 0; act < 5; act += 1) await device.push([device.note(caseId)]);
    // One reading is due for all five, a tenth of a second after the one before.
    expect(time.waits.filter((ms) => ms < 1000)).toEqual([100]);
    await time.pass(100);
    const second = (await messages.next()).value;
    expect([first, second]).toMatchObject([{ kind: 'news' }, { kind: 'news' }]);
    if (first?.kind === 'news' && second?.kind === 'news') expect(second.n - first.n).toBe(5);
  });

  it('keeps nothing of a line that is gone, though nobody asks for another message', async () => {
    const { time, desk, abort } = await deskWith();
    expect(desk.streams).toBe(1);
    abort.abort();
    expect([desk.streams, time.waits]).toEqual([0, []]);
  });

  it('does not take in a line that is gone before it was begun', async () => {
    const { time, desk, messages, abort } = await deskOf();
    const first = messages.next();
    abort.abort();
    expect([await first, desk.streams, time.waits]).toEqual([{ done: true, value: undefined }, 0, []]);
  });

  it('gives signs of life, ends with the token, and with what the person may do', async () => {
    const { time, messages } = await deskWith();
    await time.pass(15_000);
    let message = (await messages.next()).value;
    while (message?.kind === 'news') message = (await messages.next()).value;
    expect(message).toEqual({ kind: 'beat' });
    await time.pass(3_600_000 - 15_000);
    expect((await restOf(messages)).at(-1)).toEqual({ kind: 'end', why: 'token-expired' });

    const again = await deskWith();
    await central.central.database.write((db) =>
      db.run(sql`update person set level = 3 where officer_id = ${officer.officerId}`),
    );
    await again.time.pass(15_000);
    expect((await restOf(again.messages)).at(-1)).toEqual({ kind: 'end', why: 'access-changed' });
  });
});
