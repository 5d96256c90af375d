import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '#central/store/sql.ts';
import { rebuildSnapshot } from '#central/sync/snapshot-blocks.ts';
import { LineReader } from '#core/features/sync/line-reader.ts';
import type { LoadedCase, LoadedLine } from '#core/sync/ports.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { seedCases, staff, type TestCentral } from '#support/central.ts';
import { type Device, deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';
import { SeededRandom } from '../simulation/seeded-random.ts';

const { officer, otherOfficer, supervisor, clerk } = staff;
const partition = 'CPCO';

interface RawCase {
  readonly kind: 'case';
  readonly id: string;
  readonly history: readonly CaseEvent[];
}

/** A stream as it went over the line, and what a device makes of it. */
interface Stream {
  readonly raw: readonly RawCase[];
  /** Lines that came ahead of a block; 0 where every block was rendered or fresh. */
  readonly ahead: number;
  readonly lines: readonly LoadedLine[];
  readonly cases: readonly LoadedCase[];
}

/**
 * Blocks whose cases have moved on since. Whatever of a block goes out, the person gets exactly what the tables give, and
 * nothing is on the line that they would not have got from there.
 */
describe.each(databaseKinds)('a snapshot that cases have moved on from, on %s', (kind) => {
  let test: TestCentral;
  let mine: Device;
  let theirs: Device;
  let boss: Device;
  let papers: Device;
  let ids: readonly string[];
  const rebuild = (): Promise<void> => rebuildSnapshot(test.central.database, partition, () => false);
  const run = (query: ReturnType<typeof sql>) => test.central.database.write((db) => db.run(query));

  async function streamFor(device: Device, query = '', cursor: string | null = null): Promise<Stream> {
    const { text } = await device.request(`/sync/bootstrap?partition=${partition}${query}`);
    const rows = text.trim().split('\n');
    const parsed = rows.map((row) => JSON.parse(row) as RawCase | { kind: 'ahead'; cases: number } | { kind: 'other' });
    const raw = parsed.flatMap((row) => (row.kind === 'case' ? [row] : []));
    const ahead = parsed.reduce((sum, row) => sum + (row.kind === 'ahead' ? row.cases : 0), 0);
    const lines = [...new LineReader(cursor).read(rows)].flat();
    return { raw, ahead, lines, cases: lines.flatMap((line) => (line.kind === 'case' ? [line] : [])) };
  }

  /** Checks the stream against one that is made from the tables alone, and that nothing more lies in it. */
  async function checkedStream(device: Device, query = '', cursor: string | null = null): Promise<Stream> {
    const given = await streamFor(device, query, cursor);
    await run(sql`update snapshot_block set partition = 'ASIDE'`);
    const fromTables = await streamFor(device, query, cursor);
    await run(sql`update snapshot_block set partition = ${partition} where partition = 'ASIDE'`);
    expect(given.cases).toEqual(fromTables.cases);
    expect(given.lines.at(-1)).toEqual(fromTables.lines.at(-1));
    const allowed = new Map(fromTables.cases.map((each) => [each.state.id as string, each]));
    for (const line of given.raw) {
      if (line.id === undefined) continue;
      const whole = allowed.get(line.id);
      expect(whole?.sight, 'a line in full is of a case that is given in full').toBe('full');
      expect(whole?.history.slice(0, line.history.length), 'and of no later version').toEqual(line.history);
    }
    return given;
  }

  async function assignmentOf(caseId: string): Promise<CaseState['assignment']> {
    const row = await test.central.database.read((db) =>
      db.first<{ state: string }>(sql`select state from case_state where case_id = ${caseId}`),
    );
    return (JSON.parse(row?.state ?? '{}') as CaseState).assignment;
  }

  async function assign(device: Device, caseId: string, type: 'case.take' | 'case.reassign', payload: object) {
    const { epoch, version } = await assignmentOf(caseId);
    const act = device.act({ caseId, type, payload, epoch, records: { assignment: version } });
    return (await device.push([act])).results[0]?.outcome;
  }

  const give = (caseId: string, to: string | null, officeId: string | null = null) =>
    assign(boss, caseId, 'case.reassign', { to, officeId, reason: 'Balance of work' });

  beforeAll(async () => {
    // Nothing is brought up to date behind the test's back.
    test = await startCentralOn(kind, { scheduler: { after: () => () => undefined } });
    [mine, theirs, boss, papers] = (await Promise.all(
      [officer, otherOfficer, supervisor, clerk].map(({ officerId }) => deviceOf(test.url, officerId)),
    )) as [Device, Device, Device, Device];
  });
  afterAll(() => test?.stop());

  let from = 1;
  beforeEach(async () => {
    // The cases of the test before go to an office of their own, so that each begins with whole blocks.
    await run(sql`update case_state set office = 'GONE' where office = ${partition}`);
    const pool = await seedCases(test.central, 270, { from });
    const own = await seedCases(test.central, 30, { from: from + 270, holder: officer.officerId });
    from += 300;
    ids = [...own, ...pool];
    await rebuild();
  });

  const inStream = ({ raw }: Stream, caseId: string): boolean => raw.some(({ id }) => id === caseId);

  it('goes out as it is while nothing has changed', async () => {
    const stream = await checkedStream(mine);
    expect(stream.ahead).toBe(0);
    expect(stream.cases).toHaveLength(300);
  });

  it('goes out as it stands with what was edited, taken and withdrawn ahead of it', async () => {
    const [edited = '', withdrawn = ''] = ids;
    const taken = ids.at(-1) ?? '';
    await mine.push([mine.note(edited), mine.note(edited)]);
    const payload = { requestedOn: '2026-11-20', requestedBy: 'applicant', documentId: null, remark: 'In writing' };
    await mine.push([mine.act({ caseId: withdrawn, type: 'application.withdraw', payload, epoch: 1 })]);
    expect(await assign(mine, taken, 'case.take', {})).toBe('accepted');
    const stream = await checkedStream(mine);
    expect(stream.ahead).toBe(3);
    expect(stream.cases).toHaveLength(300);
    // Each of them is on the line twice: ahead, and in its block as it was.
    for (const id of [edited, withdrawn, taken]) expect(stream.raw.filter((line) => line.id === id)).toHaveLength(2);
  });

  it('is packed as it was stored, and can be read by whoever takes no gzip', async () => {
    await mine.push([mine.note(ids[2] ?? '')]);
    const encodings = ['gzip', 'identity'];
    const texts = await Promise.all(
      encodings.map(async (encoding) => {
        const headers = { 'accept-encoding': encoding };
        return (await mine.raw(`/sync/bootstrap?partition=${partition}`, { headers })).text();
      }),
    );
    const [packed, plain] = texts.map((text) => text.split('\n').slice(1));
    expect(packed).toEqual(plain);
    expect(plain?.[0]).toBe('{"kind":"ahead","cases":1}');
  });

  it('has cases that have come since in their place', async () => {
    const come = await seedCases(test.central, 20, { from: from + 10_000 });
    const stream = await checkedStream(mine);
    expect(stream.ahead).toBe(20);
    for (const id of come) expect(inStream(stream, id)).toBe(true);
  });

  it('is not sent where a case in it was taken by somebody else', async () => {
    const taken = ids.at(-1) ?? '';
    expect(await assign(theirs, taken, 'case.take', {})).toBe('accepted');
    await theirs.push([theirs.note(taken, 'Not for others.')]);
    const stream = await checkedStream(mine);
    expect(inStream(stream, taken)).toBe(false);
    expect(stream.cases).toHaveLength(299);
  });

  it('is not sent where a case in it was given to somebody else, and is again once it is back', async () => {
    const [moved = ''] = ids;
    expect(await give(moved, otherOfficer.officerId)).toBe('accepted');
    expect(inStream(await checkedStream(mine), moved)).toBe(false);
    expect(await give(moved, null)).toBe('accepted');
    const back = await checkedStream(mine);
    expect(back.ahead).toBe(1);
    expect(inStream(back, moved)).toBe(true);
  });

  it('is not sent where a case in it went to another office', async () => {
    const moved = ids.at(-1) ?? '';
    expect(await give(moved, null, 'NRBI')).toBe('accepted');
    expect(inStream(await checkedStream(mine), moved)).toBe(false);
  });

  it('is not sent where a case in it is no more', async () => {
    const erased = ids.at(-1) ?? '';
    await run(sql`delete from case_state where case_id = ${erased}`);
    expect(inStream(await checkedStream(mine), erased)).toBe(false);
  });

  it('is never sent to who sees its cases in part', async () => {
    await mine.push([mine.note(ids[0] ?? ''), mine.note(ids[1] ?? '')]);
    for (const device of [boss, papers]) {
      const stream = await checkedStream(device);
      expect(stream.cases).toHaveLength(300);
      expect(stream.raw.some(({ id }) => id !== undefined)).toBe(false);
    }
  });

  it('is not sent to a stream of an earlier moment than its own', async () => {
    const [first] = (await streamFor(mine)).lines;
    if (first?.kind !== 'header') throw new Error('a stream begins with its header');
    const [edited = '', shown = ''] = ids;
    await mine.push([mine.note(edited, 'After the moment of the stream.')]);
    expect(await give(shown, otherOfficer.officerId)).toBe('accepted');
    await theirs.push([theirs.note(shown, 'Not for who had it before.')]);
    for (const isFresh of [false, true]) {
      if (isFresh) await rebuild();
      const stream = await checkedStream(mine, `&at=${first.at}`);
      const versions = stream.raw.filter(({ id }) => [edited, shown].includes(id)).map(({ history }) => history.length);
      expect(versions).toEqual([2, 2]);
    }
  });

  it('is resumed at any case', async () => {
    await mine.push(ids.filter((_, index) => index % 9 === 0).map((caseId) => mine.note(caseId)));
    const whole = await checkedStream(mine);
    expect(whole.ahead).toBeGreaterThan(20);
    const [first] = whole.lines;
    if (first?.kind !== 'header') throw new Error('a stream begins with its header');
    // Something happens between the two streams, to cases on both sides of the cut.
    await mine.push(ids.slice(0, 12).map((caseId) => mine.note(caseId)));
    for (const place of [0, 33, 150, 298, 299]) {
      const cursor = whole.cases[place]?.state.id ?? '';
      const rest = await checkedStream(mine, `&cursor=${cursor}&at=${first.at}`, cursor);
      expect(rest.cases).toEqual(whole.cases.slice(place + 1));
    }
  });

  it('gives everybody what is theirs whatever happens, and whenever it is brought up to date', async () => {
    const random = new SeededRandom(`used snapshot ${kind}`);
    const people = [officer.officerId, otherOfficer.officerId, null];
    let aheadInAll = 0;
    for (let round = 0; round < 6; round += 1) {
      const [header] = (await streamFor(mine)).lines;
      for (let step = 0; step < 6; step += 1) {
        const caseId = ids[random.int(ids.length)] ?? '';
        const { officerId } = await assignmentOf(caseId);
        const holder = officerId === otherOfficer.officerId ? theirs : mine;
        if (random.chance(0.7)) await holder.push([holder.note(caseId)]);
        else await give(caseId, people[random.int(people.length)] ?? null, random.chance(0.1) ? 'NRBI' : null);
      }
      if (random.chance(0.4)) await rebuild();
      for (const device of [mine, theirs, boss]) aheadInAll += (await checkedStream(device)).ahead;
      const at = header?.kind === 'header' ? header.at : 0;
      await checkedStream(mine, `&at=${at}`);
    }
    expect(aheadInAll).toBeGreaterThan(0);
  });
});
