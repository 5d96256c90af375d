import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { sql } from '#central/store/sql.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { noteTextMaximum } from '#shared/model/note.ts';
import { seedCases, staff, type TestCentral } from '#support/central.ts';
import { codeOf, type Device, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';
import { newId } from '#support/core.ts';

const yearMs = 365 * 86_400_000;
const at = (ms: number): string => new Date(Date.now() + ms).toISOString();

describe.each(databaseKinds)('what only a fault or an attacker sends, on %s', (kind) => {
  let test: TestCentral;
  let device: Device;
  let caseId: CaseId;
  beforeAll(async () => {
    test = await startCentralOn(kind);
    [caseId = '' as CaseId] = await seedCases(test.central, 1, { holder: staff.officer.officerId });
    device = await deviceOf(test.url, staff.officer.officerId);
  });
  afterAll(() => test?.stop());

  const results = async (): Promise<number> => {
    const counted = await test.central.database.read((db) =>
      db.first<{ n: number }>(sql`select count(*)::int as n from command_result`),
    );
    return counted?.n ?? -1;
  };
  /** Sends the text of a batch as it is; the device goes on from where it was. */
  async function refused(text: string): Promise<{ status: number; code: string | undefined }> {
    const before = await results();
    const headers = { 'content-type': 'application/json' };
    const answer = await device.request('/sync/commands', { method: 'POST', headers, body: text });
    expect(await results()).toBe(before);
    return { status: answer.status, code: codeOf(answer) };
  }
  const noteWith = (payload: string): string => {
    const { n, prevHash } = device;
    const envelope = JSON.stringify(device.note(caseId));
    Object.assign(device, { n, prevHash });
    return `{"clientId":"${device.clientId}","commands":[${envelope.replace(/"payload":\{[^}]*\}/u, `"payload":${payload}`)}]}`;
  };

  it('goes no deeper than an act does: nesting beyond that is refused, not followed', async () => {
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    const inPayload = noteWith(
      `{"noteId":"${newId()}","type":"general","text":"t","protectedPassages":[],"more":${deep}}`,
    );
    expect(await refused(inPayload)).toEqual({ status: 400, code: 'bad-request' });
    expect(await refused(`{"clientId":"${device.clientId}","commands":${deep}}`)).toMatchObject({ status: 400 });
    expect(await refused(deep)).toMatchObject({ status: 400 });
  });

  it('is no longer than its field, and a body no larger than a batch', async () => {
    const long = 'x'.repeat(noteTextMaximum + 1);
    const tooLong = noteWith(`{"noteId":"${newId()}","type":"general","text":"${long}","protectedPassages":[]}`);
    expect(await refused(tooLong)).toEqual({ status: 400, code: 'bad-request' });
    expect(await refused(`{"clientId":"${'x'.repeat(9 * 1024 * 1024)}"}`)).toEqual({
      status: 413,
      code: 'batch-too-large',
    });
  });

  it.each([
    ['__proto__', '{"noteId":"n","__proto__":{"polluted":true}}'],
    ['constructor', '{"constructor":{"prototype":{"polluted":true}}}'],
  ])('reaches no prototype by %s', async (_, payload) => {
    expect(await refused(noteWith(payload))).toMatchObject({ status: 400 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('carries a record name that is no record: it is not looked at, and harms nothing', async () => {
    const act = device.act({
      caseId,
      type: 'note.add',
      payload: { noteId: newId(), type: 'general', text: 'strange basis', protectedPassages: [] },
      epoch: 1,
      records: { toString: 3, hasOwnProperty: 4 },
    });
    expect((await device.push([act])).results[0]?.outcome).toBe('accepted');
  });

  it.each([
    ['a year ahead', yearMs],
    ['a year behind', -yearMs],
  ])('is of a device whose clock is %s: taken, both clocks kept, and nothing gained by it', async (_, ms) => {
    const actAt = at(ms);
    const date = at(ms > 0 ? yearMs / 2 : -yearMs / 2).slice(0, 10);
    const note = device.act({
      caseId,
      type: 'note.add',
      payload: { noteId: newId(), type: 'general', text: `clock off by ${ms}`, protectedPassages: [] },
      actAt,
    });
    const version = (await exportCase(test.central, caseId))?.state.bringForward.version ?? 0;
    const remind = device.act({
      caseId,
      type: 'bring-forward.set',
      payload: { date, code: 'DOC', text: '' },
      epoch: 1,
      records: { 'bring-forward': version },
      actAt,
    });
    const { results: answers } = await device.push([note, remind]);
    expect(answers[0]?.outcome).toBe('accepted');
    // In half a year, as central sees it; for a clock behind, a day that was to come when the act was made.
    expect(answers[1]?.outcome).toBe('accepted');
    const history = (await exportCase(test.central, caseId))?.history ?? [];
    const event = history.find((each) => each.type === 'note-added' && each.payload.text === `clock off by ${ms}`);
    expect(event?.actAt).toBe(actAt);
    expect(Math.abs(Date.parse(event?.receivedAt ?? '') - Date.now())).toBeLessThan(yearMs / 2);
  });

  it('sets no date into the past by a clock that is ahead', async () => {
    const version = (await exportCase(test.central, caseId))?.state.bringForward.version ?? 0;
    const remind = device.act({
      caseId,
      type: 'bring-forward.set',
      payload: { date: at(-30 * 86_400_000).slice(0, 10), code: 'DOC', text: '' },
      epoch: 1,
      records: { 'bring-forward': version },
      actAt: at(yearMs),
    });
    const { results: answers } = await device.push([remind]);
    expect(answers[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'date-in-past' } });
  });
});
