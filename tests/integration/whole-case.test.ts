import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sql } from '#central/store/sql.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { wholeReadingMs } from '#shared/model/visibility.ts';
import { wholeCase } from '#shared/protocol/whole-case.ts';
import { putDocument, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { codeOf, type Device, deviceOf } from '#support/central-device.ts';
import { type CoreUnderTest, newId, startCoreWithStore } from '#support/core.ts';
import { type PostgresServer, startPostgres } from '#support/postgres-server.ts';
import { testFolder } from '#support/test-database.ts';

const { officer, otherOfficer, supervisor, farSupervisor, clerk } = staff;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

/** Central's clock, ahead by what a test says. */
class AheadClock {
  aheadMs = 0;
  now(): Instant {
    return new Date(Date.now() + this.aheadMs).toISOString() as Instant;
  }
  elapsedMs(): number {
    return performance.now();
  }
}

interface Office {
  readonly test: TestCentral;
  readonly clock: AheadClock;
  readonly caseId: CaseId;
  readonly sha256: string;
}

async function office(database: string): Promise<Office> {
  const clock = new AheadClock();
  const url = database === 'PGlite' ? 'memory' : ((await postgres.newDatabase()) as `postgres://${string}`);
  const test = await startCentral({ database: url, clock, tokenSeconds: 90_000 });
  onTestFinished(() => test.stop());
  const { sha256, sizeBytes } = await putDocument(test.central, Buffer.from('%PDF-1.4 for those who may read it'));
  const contents = [{ sha256, sizeBytes }];
  const [caseId] = await seedCases(test.central, 1, { holder: officer.officerId, contents });
  if (caseId === undefined) throw new Error('a case was seeded');
  const holder = await deviceOf(test.url, officer.officerId);
  await holder.push([holder.note(caseId, 'only for those who hold the case')]);
  return { test, clock, caseId, sha256 };
}

async function audited({ test, caseId }: Office): Promise<string[]> {
  const rows = await test.central.database.read((db) =>
    db.rows<{ entry: string }>(sql`select entry from audit_log where stream = 'CPCO' order by n`),
  );
  return rows
    .map((row) => JSON.parse(row.entry) as { what: string; outcome: string; subject: string | null })
    .filter((entry) => entry.subject === caseId)
    .map((entry) => `${entry.what} ${entry.outcome}`);
}

const opening = (device: Device, caseId: string, reason: string | null) =>
  device.act({ caseId, type: 'case.open', payload: { reason }, epoch: 1 });

describe.each(['PGlite', 'PostgreSQL'])('the whole of a case in summary, on %s', (database) => {
  it('is given to a supervisor of the office after an opening with a reason, for a working day, and audited', async () => {
    const here = await office(database);
    const { test, clock, caseId, sha256 } = here;
    const device = await deviceOf(test.url, supervisor.officerId);
    const path = `/sync/cases/${caseId}`;
    const before = await device.request(path);
    expect([before.status, codeOf(before)]).toEqual([403, 'not-permitted']);
    expect((await device.raw(`/documents/${sha256}`)).status).toBe(404);
    const { results } = await device.push([opening(device, caseId, 'a complaint about the delay')]);
    expect(results[0]?.outcome).toBe('accepted');
    const whole = wholeCase.parse((await device.request(path)).body);
    expect(whole.state.notes.map((note) => note.text)).toEqual(['only for those who hold the case']);
    expect(whole.history.at(-1)).toMatchObject({
      type: 'case-opened',
      payload: { reason: 'a complaint about the delay' },
    });
    expect(Date.parse(whole.until) - Date.parse(whole.now)).toBeLessThanOrEqual(wholeReadingMs);
    expect((await device.raw(`/documents/${sha256}`)).status).toBe(200);
    const digest = (await device.feed('CPCO', 0)).rows.at(-1);
    expect(digest).toMatchObject({ kind: 'state', sight: 'summary', state: { notes: [] } });
    clock.aheadMs = wholeReadingMs + 60_000;
    expect(codeOf(await device.request(path))).toBe('not-permitted');
    expect((await device.raw(`/documents/${sha256}`)).status).toBe(404);
    expect(await audited(here)).toEqual([
      'act:note.add done',
      'case:read-whole denied',
      'act:case.open done',
      'case:read-whole done',
      'case:read-whole denied',
    ]);
  });

  it('is given to nobody else: not to an officer, a clerk, another office, nor on the reason of a colleague', async () => {
    const here = await office(database);
    const { test, caseId } = here;
    const device = await deviceOf(test.url, supervisor.officerId);
    await device.push([opening(device, caseId, 'quality review')]);
    const answerTo = async (who: string): Promise<string | undefined> =>
      codeOf(await (await deviceOf(test.url, who)).request(`/sync/cases/${caseId}`));
    expect(await answerTo(otherOfficer.officerId)).toBe('case-not-found');
    expect(await answerTo(farSupervisor.officerId)).toBe('case-not-found');
    expect(await answerTo(clerk.officerId)).toBe('not-permitted');
    expect(codeOf(await device.request(`/sync/cases/${newId()}`))).toBe('case-not-found');
    expect((await device.request('/sync/cases/no-id')).status).toBe(400);
  });
});

async function supervisorsCore(test: TestCentral): Promise<CoreUnderTest> {
  const core = await startCoreWithStore({ dataDir: testFolder(), centralUrl: test.url });
  onTestFinished(() => core.stop());
  onTestFinished(() => expect(core.bugs).toEqual([]));
  await core.call('session.demo-sign-in', { officerId: supervisor.officerId });
  await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
  return core;
}

describe('on a supervisor’s device the whole of a case', () => {
  it('comes after a reason, with its documents, beside the feed, and is gone with the person', async () => {
    const { test, caseId, sha256 } = await office('PGlite');
    const core = await supervisorsCore(test);
    const before = await core.call('case-file.view', { caseId });
    expect(before).toMatchObject({ sight: 'summary', whole: { here: null, endedAt: null } });
    await expect(core.call('case-file.read-whole', { caseId })).rejects.toMatchObject({ code: 'rule-refused' });
    await core.call('case-file.open', { actId: newId(), caseId, reason: 'a complaint about the delay' });
    const view = await core.call('case-file.read-whole', { caseId });
    expect(view).toMatchObject({ sight: 'full', needsReason: false, whole: { here: { isOlder: false } } });
    expect(view.state.notes.map((note) => note.text)).toEqual(['only for those who hold the case']);
    const { events } = await core.call('case-file.history', { caseId });
    expect(events.some((event) => event.type === 'note-added')).toBe(true);
    const documentId = view.state.documents.find((each) => each.sha256 === sha256)?.id ?? '';
    const isHere = (found: typeof view): boolean =>
      Object.entries(found.documents).some(([id, { presence }]) => id === documentId && presence === 'present');
    await core.until('case-file.view', { caseId }, isHere);
    // What the device holds of the feed is untouched: the digest still agrees.
    await core.call('sync.now', {});
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date' && status.problem === null);

    await core.call('session.demo-sign-in', { officerId: farSupervisor.officerId });
    await core.call('session.demo-sign-in', { officerId: supervisor.officerId });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    const after = await core.until('case-file.view', { caseId }, (found) => !isHere(found));
    expect(after).toMatchObject({ sight: 'summary', needsReason: true, state: { notes: [] }, whole: { here: null } });
  });

  it('is read again when the case has changed', async () => {
    const { test, caseId } = await office('PGlite');
    const core = await supervisorsCore(test);
    await core.call('case-file.open', { actId: newId(), caseId, reason: 'quality review' });
    await core.call('case-file.read-whole', { caseId });
    const holder = await deviceOf(test.url, officer.officerId);
    await holder.push([holder.note(caseId, 'while it was being read')]);
    const older = await core.until('case-file.view', { caseId }, (view) => view.whole?.here?.isOlder === true);
    expect(older.state.notes).toHaveLength(1);
    expect((await core.call('case-file.read-whole', { caseId })).state.notes).toHaveLength(2);
  });

  it('is not to be had without a connection, and the device says so; the summary stays', async () => {
    const { test, caseId } = await office('PGlite');
    const core = await supervisorsCore(test);
    await core.call('sync.set-offline', { offline: true });
    const opened = await core.call('case-file.open', { actId: newId(), caseId, reason: 'quality review' });
    expect(opened).toMatchObject({ sight: 'summary', needsReason: false });
    await expect(core.call('case-file.read-whole', { caseId })).rejects.toMatchObject({ code: 'offline' });
    await core.call('sync.set-offline', { offline: false });
    expect(await core.call('case-file.read-whole', { caseId })).toMatchObject({ sight: 'full' });
  });
});
