import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#central/store/sql.ts';
import { rebuildSnapshot } from '#central/sync/snapshot-blocks.ts';
import type { LoadedLine } from '#core/sync/ports.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { seedCases, staff, type TestCentral } from '#support/central.ts';
import { type Device, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';

const { officer, otherOfficer, supervisor, clerk } = staff;
const cases = (lines: readonly LoadedLine[]) => lines.flatMap((line) => (line.kind === 'case' ? [line] : []));

describe.each(databaseKinds)('the snapshot of an office, on %s', (kind) => {
  let test: TestCentral;
  let own: CaseId[];
  const devices = new Map<string, Device>();
  const deviceFor = (who: string): Device => {
    const device = devices.get(who);
    if (device === undefined) throw new Error('a device for everybody');
    return device;
  };
  const rebuild = (): Promise<void> => rebuildSnapshot(test.central.database, 'CPCO', () => false);
  const stored = () =>
    test.central.database.read((db) =>
      db.rows<{ bucket: string; ids: string }>(sql`select bucket, ids from snapshot_block order by bucket`),
    );

  beforeAll(async () => {
    test = await startCentralOn(kind);
    await seedCases(test.central, 400, { from: 1 });
    own = await seedCases(test.central, 30, { from: 1001, holder: officer.officerId });
    await seedCases(test.central, 30, { from: 2001, holder: otherOfficer.officerId });
    for (const { officerId } of [officer, otherOfficer, supervisor, clerk]) {
      devices.set(officerId, await deviceOf(test.url, officerId));
    }
  });
  afterAll(() => test?.stop());

  it('gives everybody exactly what the tables give them', async () => {
    const everybody = [officer, otherOfficer, supervisor, clerk];
    const read = () =>
      Promise.all(everybody.map(async (who) => cases(await deviceFor(who.officerId).bootstrap('CPCO'))));
    const fromTables = await read();
    expect(await stored()).toEqual([]);
    await rebuild();
    expect(await stored()).toHaveLength(16);
    expect(await read()).toEqual(fromTables);
    expect(fromTables.map((lines) => lines.length)).toEqual([430, 430, 460, 460]);
  });

  it('goes out as it is packed, and can be read by whoever takes no gzip', async () => {
    const packed = await deviceFor(officer.officerId).raw('/sync/bootstrap?partition=CPCO', {
      headers: { 'accept-encoding': 'gzip' },
    });
    const plain = await deviceFor(officer.officerId).raw('/sync/bootstrap?partition=CPCO', {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    const linesOf = (text: string): string[] => text.trimEnd().split('\n').slice(1);
    expect(linesOf(await packed.text())).toEqual(linesOf(await plain.text()));
  });

  it('never stands in for what has changed since: the present state goes out, and only its blocks are made anew', async () => {
    const mine = deviceFor(officer.officerId);
    const changed = own[3] ?? ('' as CaseId);
    const before = await stored();
    await mine.push([mine.note(changed, 'A note after the snapshot was made.')]);
    const line = cases(await mine.bootstrap('CPCO')).find((each) => each.state.id === changed);
    expect(line?.state.notes.map((note) => note.text)).toEqual(['A note after the snapshot was made.']);
    expect(line?.history.at(-1)?.type).toBe('note-added');
    await rebuild();
    const after = await stored();
    const others = (blocks: typeof after) => blocks.filter(({ bucket }) => !changed.startsWith(bucket));
    expect(others(after)).toEqual(others(before));
    expect(after).not.toEqual(before);
    const seenAgain = cases(await mine.bootstrap('CPCO')).find((each) => each.state.id === changed);
    expect(seenAgain).toEqual(line);
  });

  it('does not show a case to those who may not see it any more', async () => {
    const boss = deviceFor(supervisor.officerId);
    const moved = own[5] ?? ('' as CaseId);
    const payload = { to: otherOfficer.officerId, officeId: null, reason: 'Balance of work' };
    await boss.push([
      boss.act({ caseId: moved, type: 'case.reassign', payload, epoch: 1, records: { assignment: 1 } }),
    ]);
    const idsFor = async (who: string) => cases(await deviceFor(who).bootstrap('CPCO')).map(({ state }) => state.id);
    for (const isFresh of [false, true]) {
      if (isFresh) await rebuild();
      expect(await idsFor(officer.officerId)).not.toContain(moved);
      expect(await idsFor(otherOfficer.officerId)).toContain(moved);
    }
  });

  it('resumes at any case, at the moment of the stream that was cut, whatever was rebuilt meanwhile', async () => {
    const mine = deviceFor(officer.officerId);
    const whole = await mine.bootstrap('CPCO');
    const header = whole[0];
    if (header?.kind !== 'header') throw new Error('a stream begins with its header');
    await mine.push([mine.note(own[7] ?? ''), mine.note(own[20] ?? '')]);
    await rebuild();
    const lines = cases(whole);
    for (const place of [0, 100, 237, lines.length - 1]) {
      const cursor = lines[place]?.state.id ?? '';
      const rest = await mine.bootstrap('CPCO', `&cursor=${cursor}&at=${header.at}`);
      expect(cases(rest)).toEqual(lines.slice(place + 1));
      expect(rest[0]).toMatchObject({ at: header.at, cases: lines.length - place - 1 });
      expect(rest.at(-1)).toEqual({ kind: 'trailer', cases: lines.length - place - 1 });
    }
  });

  it('is made by itself, in the background, once a stream has had to read much from the tables', async () => {
    await seedCases(test.central, 700, { from: 5001, office: 'NRBI' });
    const far = await deviceOf(test.url, staff.farOfficer.officerId);
    const fromTables = cases(await far.bootstrap('NRBI'));
    const blocks = (): Promise<number> =>
      test.central.database.read(
        async (db) =>
          (
            await db.first<{ cases: number }>(
              sql`select coalesce(sum(cases), 0)::int as cases from snapshot_block where partition = 'NRBI'`,
            )
          )?.cases ?? 0,
      );
    await expect.poll(blocks, { timeout: 20_000 }).toBe(700);
    expect(cases(await far.bootstrap('NRBI'))).toEqual(fromTables);
  });

  it('forgets an office whose cases have gone', async () => {
    await test.central.database.write((db) => db.run(sql`update case_state set office = 'ABIJ' where office = 'NRBI'`));
    await rebuildSnapshot(test.central.database, 'NRBI', () => false);
    expect((await stored()).length).toBe(16);
  });
});
