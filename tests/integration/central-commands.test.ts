import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { putPeople } from '#central/identity/people-store.ts';
import { sql } from '#central/store/sql.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { TestCentral } from '#support/central.ts';
import { seedCases, staff } from '#support/central.ts';
import { codeOf, Device, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';

describe.each(databaseKinds)('commands up, on %s', (kind) => {
  let test: TestCentral;
  let own: CaseId[];
  let pool: CaseId[];
  const { officer, otherOfficer, supervisor, clerk, farOfficer } = staff;

  beforeAll(async () => {
    test = await startCentralOn(kind);
    own = await seedCases(test.central, 20, { from: 1, holder: officer.officerId });
    pool = await seedCases(test.central, 20, { from: 101 });
  });
  afterAll(() => test?.stop());

  const caseAt = (ids: CaseId[], index: number): CaseId => ids[index] ?? ('' as CaseId);
  const historyOf = async (id: string) => (await exportCase(test.central, id))?.history ?? [];
  const count = async (table: 'audit_log' | 'command_result' | 'handed_over'): Promise<number> => {
    const query = {
      audit_log: sql`select count(*)::int as n from audit_log`,
      command_result: sql`select count(*)::int as n from command_result`,
      handed_over: sql`select count(*)::int as n from handed_over`,
    }[table];
    return (await test.central.database.read((db) => db.first<{ n: number }>(query)))?.n ?? -1;
  };

  it('accepts an act, with a receipt that names the feed row of its effect', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const answer = await device.push([device.note(caseAt(own, 0))]);
    const result = answer.results[0];
    expect(result).toMatchObject({ n: 1, outcome: 'accepted', receipt: { caseVersion: 3 } });
    expect(result?.receipt.number).toBe(`R-${device.clientId.slice(0, 8)}-1`);
    const place = result?.receipt.feed;
    const page = await device.feed('CPCO', (place?.n ?? 0) - 1);
    expect(page.rows[0]).toMatchObject({ kind: 'events', n: place?.n, caseId: own[0] });
    expect(answer).toMatchObject({ last: 1, durableThrough: kind === 'postgres' ? 1 : 0 });
  });

  it('keeps both clocks of an act', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const actAt = '2026-11-01T10:00:00.000Z';
    await device.push([device.act({ caseId: caseAt(own, 1), type: 'case.open', payload: { reason: null }, actAt })]);
    const last = (await historyOf(caseAt(own, 1))).at(-1);
    expect(last).toMatchObject({ type: 'case-opened', actAt, command: { clientId: device.clientId, n: 1 } });
    expect(last?.receivedAt).not.toBe(actAt);
  });

  it('gives a repeated batch its stored results and applies it once', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const batch = [device.note(caseAt(own, 2)), device.note(caseAt(own, 2)), device.note(caseAt(own, 2))];
    const first = await device.push(batch);
    const again = await device.push(batch);
    expect(again.results).toEqual(first.results);
    expect((await historyOf(caseAt(own, 2))).filter((event) => event.type === 'note-added')).toHaveLength(3);
  });

  it('carries on after a lost answer: old acts by their results, new ones applied', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const lost = [device.note(caseAt(own, 3)), device.note(caseAt(own, 3))];
    await device.push(lost);
    const more = [...lost, device.note(caseAt(own, 3))];
    const answer = await device.push(more);
    expect(answer.results.map((result) => result.n)).toEqual([1, 2, 3]);
    expect(answer.last).toBe(3);
    expect((await historyOf(caseAt(own, 3))).filter((event) => event.type === 'note-added')).toHaveLength(3);
  });

  it('applies one batch once when it is sent eight times at the same moment', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const batch = [device.note(caseAt(own, 4)), device.note(caseAt(own, 4))];
    const answers = await Promise.all(Array.from({ length: 8 }, () => device.push(batch)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.results))).size).toBe(1);
    expect((await historyOf(caseAt(own, 4))).filter((event) => event.type === 'note-added')).toHaveLength(2);
  });

  it('uses up the number of a refused act and stores the refusal', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const stale = device.act({
      caseId: caseAt(own, 5),
      type: 'bring-forward.set',
      payload: { date: '2030-01-01', code: 'CALL', text: '' },
      epoch: 1,
      records: { 'bring-forward': 7 },
    });
    const answer = await device.push([stale, device.note(caseAt(own, 5))]);
    expect(answer.results[0]).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'stale-record' },
      receipt: { feed: null },
    });
    expect(answer.results[1]).toMatchObject({ outcome: 'accepted' });
    expect((await device.push([stale])).results[0]).toEqual(answer.results[0]);
  });

  it('lets each act of a batch see what those before it did', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const caseId = caseAt(own, 6);
    const set = (version: number) =>
      device.act({
        caseId,
        type: 'bring-forward.set',
        payload: { date: '2030-01-01', code: 'CALL', text: '' },
        epoch: 1,
        records: { 'bring-forward': version },
      });
    const answer = await device.push([set(0), set(1), set(2)]);
    expect(answer.results.map((result) => result.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(answer.results.map((result) => result.receipt.caseVersion)).toEqual([3, 4, 5]);
  });

  it('refuses a gap and applies nothing of the batch', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const skipped = device.note(caseAt(own, 7));
    const before = await count('command_result');
    const answer = await device.tryPush([device.note(caseAt(own, 7))]);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ error: { code: 'gap', details: { expected: 1, got: 2 } } });
    const third = device.note(caseAt(own, 7));
    expect(codeOf(await device.tryPush([skipped, third]))).toBe('gap');
    expect(await count('command_result')).toBe(before);
  });

  it('refuses the same number with other content, and a chain that does not continue, as a fork', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    await device.push([device.note(caseAt(own, 8))]);
    device.n = 0;
    device.prevHash = '0'.repeat(64);
    const other = device.note(caseAt(own, 8), 'Written by the clone.');
    expect(codeOf(await device.tryPush([other]))).toBe('client-forked');
    expect(codeOf(await device.tryPush([device.note(caseAt(own, 8))]))).toBe('client-forked');
  });

  it('refuses a forged signature and applies nothing of the batch', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const good = device.note(caseAt(own, 9));
    const bad = device.note(caseAt(own, 9));
    const forged = { ...bad, payload: { ...(bad.payload as object), text: 'Something else.' } };
    const before = await count('audit_log');
    const answer = await device.tryPush([good, forged]);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ error: { code: 'signature-invalid', details: { n: 2 } } });
    expect(await historyOf(caseAt(own, 9))).toHaveLength(2);
    // The attempt stands in the audit log, and so does the export above.
    expect(await count('audit_log')).toBe(before + 2);
  });

  it('refuses the act of another device in this device’s name', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const thief = await deviceOf(test.url, officer.officerId);
    const stolen = { ...thief.note(caseAt(own, 9)), clientId: device.clientId };
    expect(codeOf(await device.tryPush([stolen]))).toBe('signature-invalid');
    expect(codeOf(await device.tryPush([thief.note(caseAt(own, 9))]))).toBe('bad-request');
  });

  it('refuses a revoked device, at hello and at commands', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    await test.central.database.write((db) =>
      db.run(sql`update client set revoked_at = '2026-11-20T00:00:00.000Z' where client_id = ${device.clientId}`),
    );
    expect(codeOf(await device.tryPush([device.note(caseAt(own, 9))]))).toBe('client-revoked');
    expect(codeOf(await device.tryHello())).toBe('client-revoked');
  });

  it('takes acts of several people of one device, each only after their own hello', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const theirs = device.act({
      caseId: caseAt(pool, 0),
      type: 'case.open',
      payload: { reason: 'Asked by the supervisor' },
      actor: supervisor.officerId,
    });
    const refused = await device.tryPush([theirs]);
    expect(refused.body).toMatchObject({ error: { code: 'not-permitted', details: { why: 'author', n: 1 } } });
    await device.signIn(supervisor.officerId);
    await device.hello();
    await device.signIn(officer.officerId);
    const answer = await device.push([theirs]);
    expect(answer.results[0]).toMatchObject({ outcome: 'accepted' });
    expect((await historyOf(caseAt(pool, 0))).at(-1)).toMatchObject({ by: supervisor.officerId });
  });

  it('hands an act over when the case was reassigned after its author saw it, applied by nobody', async () => {
    const caseId = caseAt(own, 10);
    const device = await deviceOf(test.url, officer.officerId);
    const boss = await deviceOf(test.url, supervisor.officerId);
    const moved = await boss.push([
      boss.act({
        caseId,
        type: 'case.reassign',
        payload: { to: otherOfficer.officerId, officeId: null, reason: 'Absence' },
        epoch: 1,
        records: { assignment: 1 },
      }),
    ]);
    expect(moved.results[0]).toMatchObject({ outcome: 'accepted' });
    const late = device.act({
      caseId,
      type: 'bring-forward.set',
      payload: { date: '2030-01-01', code: 'CALL', text: '' },
      epoch: 1,
      records: { 'bring-forward': 0 },
    });
    expect((await device.push([late])).results[0]).toMatchObject({ outcome: 'handed-over', caseId });
    const exported = await exportCase(test.central, caseId);
    expect(exported?.state.bringForward.entry).toBeNull();
    expect(exported?.handedOver).toEqual([{ clientId: device.clientId, n: 1 }]);
    expect(await count('handed_over')).toBe(1);
    expect(exported?.state.handedOver).toMatchObject([
      { id: `${device.clientId}:1`, type: 'bring-forward.set', by: officer.officerId, settled: null },
    ]);
    const taker = await deviceOf(test.url, otherOfficer.officerId);
    const id = `${device.clientId}:1`;
    const settle = (by: Device, epoch: number) =>
      by.act({
        caseId,
        type: 'handed-over.settle',
        payload: { id, how: 'put-aside', reason: 'Called already' },
        epoch,
        records: { [`handed-over:${id}`]: 0 },
      });
    // Nobody but the new officer: not its author, who no longer sees the case.
    expect((await device.push([settle(device, 2)])).results[0]).toMatchObject({ refusal: { code: 'not-visible' } });
    expect((await taker.push([settle(taker, 2)])).results[0]).toMatchObject({ outcome: 'accepted' });
    const settled = await exportCase(test.central, caseId);
    expect(settled?.state.handedOver?.[0]?.settled).toMatchObject({ how: 'put-aside', by: otherOfficer.officerId });
  });

  it('refuses acts on cases that are not there or not visible, without telling which', async () => {
    const device = await deviceOf(test.url, farOfficer.officerId);
    const answer = await device.push([device.note(randomUUID()), device.note(caseAt(own, 11))]);
    expect(answer.results.map((each) => (each.outcome === 'refused' ? each.refusal.code : each.outcome))).toEqual([
      'not-visible',
      'not-visible',
    ]);
  });

  it('refuses acts of a person who is no longer active', async () => {
    const device = await deviceOf(test.url, clerk.officerId);
    const act = device.act({ caseId: caseAt(pool, 1), type: 'case.open', payload: { reason: 'Papers' } });
    const other = { ...device, token: '' };
    await device.signIn(officer.officerId);
    await device.hello();
    const setActive = (active: boolean) => test.central.database.write((db) => putPeople(db, [{ ...clerk, active }]));
    await setActive(false);
    const answer = await device.push([act]);
    await setActive(true);
    expect(answer.results[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'officer-inactive' } });
    expect(other.token).toBe('');
  });

  it('refuses a batch that is too large, a body that is, and what does not fit its schema', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    const note = device.note(caseAt(own, 12));
    const large = await device.tryPush(Array.from({ length: 501 }, () => note));
    expect(large.status).toBe(413);
    expect(large.body).toMatchObject({ error: { code: 'batch-too-large', details: { count: 501, maximum: 500 } } });
    const huge = await device.post('/sync/commands', {
      clientId: device.clientId,
      commands: ['x'.repeat(9 * 1024 * 1024)],
    });
    expect(huge.status).toBe(413);
    expect(codeOf(await device.tryPush([{ ...note, n: 'one' }]))).toBe('bad-request');
    expect(codeOf(await device.tryPush([{ ...note, payload: { text: 1 } }]))).toBe('bad-request');
    const broken = await device.request('/sync/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"clientId":',
    });
    expect(codeOf(broken)).toBe('bad-request');
  });

  it('tells a device with another key, or with an older store than central has seen, that it is a fork', async () => {
    const device = await deviceOf(test.url, officer.officerId);
    await device.push([device.note(caseAt(own, 13)), device.note(caseAt(own, 13))]);
    expect(codeOf(await device.tryHello({ publicKey: new Device(test.url).publicKey }))).toBe('client-forked');
    expect(codeOf(await device.tryHello({ lastMade: 1, lastAnswered: 1 }))).toBe('client-forked');
    expect((await device.tryHello({ publicKey: 'zz' })).status).toBe(400);
    expect((await device.hello()).last).toBe(2);
  });

  it('writes an audit entry for every act whatever came of it, each chained to the one before', async () => {
    const { firstChain, leafHash, nextChain } = await import('#central/audit/hashes.ts');
    const rows = await test.central.database.read((db) =>
      db.rows<{ n: number; entry: string; leaf: string; chain: string }>(
        sql`select n, entry, leaf, chain from audit_log where stream = 'CPCO' order by n`,
      ),
    );
    let chain = firstChain;
    rows.forEach((row, index) => {
      expect(row.n).toBe(index + 1);
      expect(row.leaf).toBe(leafHash(row.entry));
      chain = nextChain(chain, row.leaf);
      expect(row.chain).toBe(chain);
    });
    const outcomes = new Set(rows.map((row) => (JSON.parse(row.entry) as { outcome: string }).outcome));
    expect(outcomes).toEqual(new Set(['done', 'refused', 'handed-over', 'denied']));
    const head = await test.central.database.read((db) =>
      db.first<{ n: number; chain: string }>(sql`select n, chain from audit_head where stream = 'CPCO'`),
    );
    expect(head).toEqual({ n: rows.length, chain });
  });
});
