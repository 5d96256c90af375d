import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#central/store/sql.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { TestCentral } from '#support/central.ts';
import { makeCase, seedCases, staff } from '#support/central.ts';
import type { Device } from '#support/central-device.ts';
import { codeOf, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';
import { Holdings } from '#support/holdings.ts';

const { officer, otherOfficer, supervisor, clerk, farOfficer, farSupervisor } = staff;

async function catchUp(device: Device, partition: string, holdings: Holdings, limit = 3): Promise<void> {
  for (;;) {
    const page = await device.feed(partition, holdings.at, `&limit=${limit}`);
    holdings.take(page);
    if (page.to === page.head) {
      expect(page.digest).toBe(holdings.digest());
      return;
    }
    expect(page.digest).toBeNull();
  }
}

const reassign = (device: Device, caseId: string, version: number, to: string | null, officeId: string | null = null) =>
  device.act({
    caseId,
    type: 'case.reassign',
    payload: { to, officeId, reason: 'Balance of work' },
    epoch: version,
    records: { assignment: version },
  });

describe.each(databaseKinds)('feed down, on %s', (kind) => {
  let test: TestCentral;
  let next = 1000;

  beforeAll(async () => {
    test = await startCentralOn(kind);
    await seedCases(test.central, 3, { from: 1, holder: officer.officerId });
    await seedCases(test.central, 3, { from: 101 });
    await seedCases(test.central, 3, { from: 201, holder: otherOfficer.officerId });
    await seedCases(test.central, 2, { from: 301, office: 'NRBI', holder: farOfficer.officerId });
  });
  afterAll(() => test?.stop());

  const oneCase = async (wish: Parameters<typeof seedCases>[2] = {}): Promise<CaseId> => {
    next += 1;
    const [id] = await seedCases(test.central, 1, { ...wish, from: next });
    return id ?? ('' as CaseId);
  };
  const headOf = async (device: Device): Promise<number> => (await device.feed('CPCO', 0, '&limit=1')).head;

  it('gives each role its own view of one office, every number accounted for', async () => {
    const seen = async (who: string) => {
      const holdings = new Holdings();
      await catchUp(await deviceOf(test.url, who), 'CPCO', holdings);
      return [...holdings.cases.values()].map(({ sight }) => sight);
    };
    expect(await seen(officer.officerId)).toEqual(Array(6).fill('full'));
    expect(await seen(supervisor.officerId)).toEqual(Array(9).fill('summary'));
    expect(await seen(clerk.officerId)).toEqual(Array(9).fill('intake'));
    expect(await seen(farOfficer.officerId)).toEqual([]);
  });

  it('refuses another office’s feed to whoever cannot hold a case there, and positions it never reached', async () => {
    const boss = await deviceOf(test.url, farSupervisor.officerId);
    expect((await boss.request('/sync/feed?partition=CPCO&after=0')).status).toBe(403);
    expect((await boss.request('/sync/bootstrap?partition=CPCO')).status).toBe(403);
    const device = await deviceOf(test.url, officer.officerId);
    expect(codeOf(await device.request('/sync/feed?partition=CPCO&after=999999'))).toBe('feed-broken');
    expect(codeOf(await device.request('/sync/bootstrap?partition=CPCO&at=999999'))).toBe('feed-broken');
    expect((await device.request('/sync/feed?partition=CPCO&after=-1')).status).toBe(400);
    expect((await device.request('/sync/feed?partition=../etc&after=0')).status).toBe(400);
  });

  it('says that a case left because it was reassigned, and that it entered with its whole history for the new officer', async () => {
    const caseId = await oneCase({ holder: officer.officerId });
    const [mine, theirs, boss] = [
      await deviceOf(test.url, officer.officerId),
      await deviceOf(test.url, otherOfficer.officerId),
      await deviceOf(test.url, supervisor.officerId),
    ];
    await mine.push([mine.note(caseId)]);
    const before = await headOf(mine);
    await boss.push([reassign(boss, caseId, 1, otherOfficer.officerId)]);
    expect((await mine.feed('CPCO', before)).rows).toEqual([
      { kind: 'left', n: before + 1, caseId, reason: 'reassigned' },
    ]);
    const [entered] = (await theirs.feed('CPCO', before)).rows;
    expect(entered).toMatchObject({ kind: 'state', caseId, sight: 'full', entered: true });
    expect(entered?.kind === 'state' ? entered.history.map((event) => event.type) : []).toEqual([
      'case-received',
      'case-assigned',
      'note-added',
      'case-assigned',
    ]);
    const [seen] = (await boss.feed('CPCO', before)).rows;
    expect(seen).toMatchObject({ kind: 'state', sight: 'summary', entered: false });
  });

  it('says that a case of the pool was taken by another', async () => {
    const caseId = await oneCase();
    const mine = await deviceOf(test.url, officer.officerId);
    const theirs = await deviceOf(test.url, otherOfficer.officerId);
    const before = await headOf(mine);
    await theirs.push([theirs.act({ caseId, type: 'case.take', payload: {}, epoch: 0, records: { assignment: 0 } })]);
    expect((await mine.feed('CPCO', before)).rows).toMatchObject([{ kind: 'left', reason: 'taken-by-other' }]);
    expect((await theirs.feed('CPCO', before)).rows).toMatchObject([{ kind: 'events', caseId }]);
  });

  it('tells a transfer in both offices', async () => {
    const caseId = await oneCase();
    const boss = await deviceOf(test.url, supervisor.officerId);
    const far = await deviceOf(test.url, farOfficer.officerId);
    const here = await headOf(boss);
    const there = (await far.feed('NRBI', 0)).head;
    const moved = await boss.push([reassign(boss, caseId, 0, farOfficer.officerId, 'NRBI')]);
    expect(moved.results[0]?.receipt.feed).toEqual({ partition: 'NRBI', n: there + 1 });
    expect((await boss.feed('CPCO', here)).rows).toEqual([
      { kind: 'left', n: here + 1, caseId, reason: 'transferred' },
    ]);
    expect((await far.feed('NRBI', there)).rows).toMatchObject([
      { kind: 'state', caseId, sight: 'full', entered: true },
    ]);
  });

  it('never sends notes, evidence or decisions to a clerk or a supervisor, on no wire', async () => {
    const secret = `Secret-${randomUUID()}`;
    const caseId = await oneCase({ holder: officer.officerId });
    const mine = await deviceOf(test.url, officer.officerId);
    await mine.push([
      mine.note(caseId, secret),
      mine.act({
        caseId,
        type: 'assessment.record',
        payload: {
          assessment: 'eligibility',
          status: 'in-progress',
          conditional: false,
          dueDate: null,
          remark: `${secret} remark`,
        },
        epoch: 1,
        records: { 'assessment:eligibility': 0 },
      }),
      mine.act({
        caseId,
        type: 'decision.draft',
        payload: {
          draft: {
            outcome: 'approve',
            validFrom: null,
            validUntil: null,
            entries: null,
            conditionIds: [],
            remark: `${secret} draft`,
            assessedEverything: false,
          },
        },
        epoch: 1,
        records: { decision: 0 },
      }),
    ]);
    const texts = async (who: string): Promise<string> => {
      const device = await deviceOf(test.url, who);
      const all = [await device.request('/sync/feed?partition=CPCO&after=0&limit=2000')];
      all.push(await device.request('/sync/bootstrap?partition=CPCO'));
      for (const answer of all) expect(answer.text).toContain(caseId);
      return all.map((answer) => answer.text).join('\n');
    };
    expect(await texts(officer.officerId)).toContain(`${secret} draft`);
    const forSupervisor = await texts(supervisor.officerId);
    expect(forSupervisor).not.toContain(`"text":"${secret}`);
    expect(forSupervisor).not.toContain(`${secret} draft`);
    const forClerk = await texts(clerk.officerId);
    expect(forClerk).not.toContain(secret);
    expect(forClerk).not.toMatch(/note-added|decision-drafted|decision-signed|evidence-added|assessment-recorded/);
    const stranger = await deviceOf(test.url, otherOfficer.officerId);
    const strangers = await stranger.request('/sync/feed?partition=CPCO&after=0&limit=2000');
    expect(strangers.text).not.toContain(secret);
  });

  it('holds a request back until there is something for this person, and wakes at the commit', async () => {
    const caseId = await oneCase({ holder: officer.officerId });
    const foreign = await oneCase({ holder: otherOfficer.officerId });
    const mine = await deviceOf(test.url, officer.officerId);
    const theirs = await deviceOf(test.url, otherOfficer.officerId);
    const before = await headOf(mine);
    const waiting = mine.feed('CPCO', before, '&waitMs=20000');
    await theirs.push([theirs.note(foreign)]);
    await mine.push([mine.note(caseId)]);
    const page = await waiting;
    expect(page.rows).toMatchObject([
      { kind: 'hidden', n: before + 1, count: 1 },
      { kind: 'events', n: before + 2, caseId },
    ]);
  });

  it('answers with the hidden count when the time is over', async () => {
    const foreign = await oneCase({ holder: otherOfficer.officerId });
    const mine = await deviceOf(test.url, officer.officerId);
    const theirs = await deviceOf(test.url, otherOfficer.officerId);
    const before = await headOf(mine);
    await theirs.push([theirs.note(foreign), theirs.note(foreign)]);
    const page = await mine.feed('CPCO', before, '&waitMs=50');
    expect(page).toMatchObject({ to: before + 2, rows: [{ kind: 'hidden', n: before + 2, count: 2 }] });
    expect(page.digest).not.toBeNull();
    const bare = await mine.feed('CPCO', before, '&digest=no');
    expect(bare).toMatchObject({ to: page.to, head: page.head, rows: page.rows, digest: null });
  });

  it('streams a bootstrap whose cases are those of the feed, and carries on from it', async () => {
    const mine = await deviceOf(test.url, officer.officerId);
    const lines = await mine.bootstrap('CPCO');
    const [header, trailer] = [lines[0], lines.at(-1)];
    const cases = lines.flatMap((line) => (line.kind === 'case' ? [line] : []));
    expect(header).toMatchObject({ kind: 'header', partition: 'CPCO', cases: cases.length });
    expect(trailer).toEqual({ kind: 'trailer', cases: cases.length });
    expect(cases.map((line) => line.state.id)).toEqual(cases.map((line) => line.state.id).sort());
    const fromFeed = new Holdings();
    await catchUp(mine, 'CPCO', fromFeed, 2000);
    expect(new Set(cases.map((line) => line.state.id))).toEqual(new Set(fromFeed.cases.keys()));
    for (const line of cases) expect(line.state).toEqual(fromFeed.cases.get(line.state.id)?.state);
  });

  it('resumes a cut bootstrap at the same moment although cases changed, entered and left meanwhile', async () => {
    const mine = await deviceOf(test.url, officer.officerId);
    const boss = await deviceOf(test.url, supervisor.officerId);
    const whole = await mine.bootstrap('CPCO');
    const header = whole[0]?.kind === 'header' ? whole[0] : null;
    const cases = whole.flatMap((line) => (line.kind === 'case' ? [line] : []));
    const cut = cases[Math.floor(cases.length / 2)];
    const [kept, lost] = cases.filter((line) => line.state.assignment.officerId === officer.officerId).slice(-2);
    if (kept === undefined || lost === undefined || cut === undefined) throw new Error('not enough cases');
    await mine.push([mine.note(kept.state.id), mine.note(lost.state.id)]);
    await boss.push([reassign(boss, lost.state.id, lost.state.assignment.epoch, otherOfficer.officerId)]);
    await oneCase({ holder: officer.officerId });
    const rest = await mine.bootstrap('CPCO', `&cursor=${cut.state.id}&at=${header?.at}`);
    const resumed = rest.flatMap((line) => (line.kind === 'case' ? [line] : []));
    expect(resumed).toEqual(cases.filter((line) => line.state.id > cut.state.id));
    expect(rest[0]).toMatchObject({ at: header?.at, cases: resumed.length });
    const holdings = new Holdings();
    for (const line of cases) holdings.cases.set(line.state.id, { state: line.state, sight: line.sight });
    holdings.at = header?.at ?? 0;
    await catchUp(mine, 'CPCO', holdings, 1);
  });

  it('sends more cases than a page holds, compressed for who takes it', async () => {
    await seedCases(test.central, 1100, { from: 5000, office: 'NRBI', holder: farOfficer.officerId });
    const far = await deviceOf(test.url, farOfficer.officerId);
    const lines = await far.bootstrap('NRBI');
    expect(lines.filter((line) => line.kind === 'case').length).toBeGreaterThanOrEqual(1100);
    const packed = await far.raw('/sync/bootstrap?partition=NRBI', { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect((await packed.text()).trim().split('\n')).toHaveLength(lines.length);
    const plain = await far.raw('/sync/feed?partition=NRBI&after=0', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    await plain.text();
  });

  it('tells at hello who reads what', async () => {
    const mine = await deviceOf(test.url, officer.officerId);
    const hello = await mine.hello();
    expect(hello.partitions).toEqual(['CPCO']);
    expect(hello.durability).toBe(kind === 'postgres' ? 'durable' : 'not-durable');
    expect(hello.people).toHaveLength(6);
    expect(hello.people.find((person) => person.officerId === clerk.officerId)?.decides).toBe(false);
  });

  it('wakes those who wait when another central behind the same address commits', async () => {
    const caseId = await oneCase({ holder: officer.officerId });
    const mine = await deviceOf(test.url, officer.officerId);
    const before = await headOf(mine);
    const waiting = mine.feed('CPCO', before, '&waitMs=20000');
    // What another process does to the database, without a poke in this one.
    const { admitCases } = await import('#central/sync/admit-cases.ts');
    await test.central.database.write((db) => admitCases(db, [makeCase(99_001, { holder: officer.officerId })]));
    expect((await waiting).rows).toMatchObject([{ kind: 'state', entered: true }]);
    expect(caseId).not.toBe('');
  });

  it('keeps feed numbers dense', async () => {
    const rows = await test.central.database.read((db) =>
      db.rows<{ partition: string; n: number; head: number; count: number }>(sql`
        select feed.partition, max(feed.n) as n, max(feed_counter.n) as head, count(*)::int as count
        from feed join feed_counter on feed_counter.partition = feed.partition group by feed.partition`),
    );
    for (const row of rows) expect([row.n, row.head]).toEqual([row.count, row.count]);
  });
});
