import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FolderPorts, PgliteFolder } from './pglite-folder.ts';
import type { Stillness } from './safe-copies.ts';

const before = { boot: 'boot-1' };
const afterwards = { boot: 'boot-2' };

function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'dossier-copies-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** What stands for a database here: one file whose text tells how far it had come. */
function write(folder: PgliteFolder, n: number): void {
  mkdirSync(join(folder.path, 'base'), { recursive: true });
  writeFileSync(join(folder.path, 'base', 'table'), `state ${n}`);
  folder.noteChange();
}

const read = (folder: PgliteFolder): string => readFileSync(join(folder.path, 'base', 'table'), 'utf8');

const still =
  (n: number, meanwhile: () => void = () => undefined): Stillness =>
  async (work) => {
    const moment = { at: '2026-11-20T15:00:00.000Z', epoch: 'e', feeds: { CPCO: n }, log: {}, devices: { d: n } };
    await work(moment, () => true);
    meanwhile();
  };

async function copiedAt(n: number, dataDir: string, ports: FolderPorts = before): Promise<PgliteFolder> {
  const folder = await PgliteFolder.open(dataDir, ports);
  write(folder, n);
  await folder.copy(still(n));
  return folder;
}

const copiesIn = (dataDir: string): string[] => readdirSync(join(dataDir, 'pglite-copies')).sort();

describe('the folder of PGlite', () => {
  it('is believed after a kill within one boot, and after an end in order whatever happened to the machine', async () => {
    const dataDir = newDataDir();
    write(await copiedAt(1, dataDir), 2);
    const killed = await PgliteFolder.open(dataDir, before);
    expect([killed.putBack, killed.epochDue, read(killed)]).toEqual([null, false, 'state 2']);
    await killed.end();
    const ended = await PgliteFolder.open(dataDir, afterwards);
    expect([ended.putBack, ended.epochDue, read(ended)]).toEqual([null, false, 'state 2']);
  });

  it('gives way to its newest copy after the machine went down, is kept aside, and a new epoch is due until one began', async () => {
    const dataDir = newDataDir();
    const folder = await copiedAt(1, dataDir);
    await folder.copy(still(1));
    write(folder, 2);
    const back = await PgliteFolder.open(dataDir, afterwards);
    expect(read(back)).toBe('state 1');
    expect(back.point).toMatchObject({ devices: { d: 1 }, feeds: { CPCO: 1 } });
    const { from, setAside } = back.putBack ?? {};
    expect(from).toBe('copy');
    expect(readFileSync(join(setAside ?? '', 'base', 'table'), 'utf8')).toBe('state 2');
    expect(back.epochDue).toBe(true);
    // Killed before it began: the next start knows.
    const again = await PgliteFolder.open(dataDir, afterwards);
    expect([again.putBack, again.epochDue, read(again)]).toEqual([null, true, 'state 1']);
    await again.epochBegun();
    await again.end();
    expect((await PgliteFolder.open(dataDir, afterwards)).epochDue).toBe(false);
  });

  it('goes on as it is where there is no copy, and says so', async () => {
    const dataDir = newDataDir();
    write(await PgliteFolder.open(dataDir, before), 1);
    const back = await PgliteFolder.open(dataDir, afterwards);
    expect([back.putBack?.from, back.epochDue, read(back)]).toEqual(['none', true, 'state 1']);
  });

  it.each([
    ['null boot', { boot: null }],
    ['another boot', afterwards],
  ])('is not believed where nobody knows: %s', async (_what, ports) => {
    const dataDir = newDataDir();
    write(await copiedAt(1, dataDir, { boot: null }), 2);
    expect(read(await PgliteFolder.open(dataDir, ports))).toBe('state 1');
  });

  it('puts back again where the putting back was cut off at any step', async () => {
    const dataDir = newDataDir();
    write(await copiedAt(1, dataDir), 2);
    const cutAt = {
      'after it was set aside': (disk: string) => rmSync(join(disk, 'pglite'), { recursive: true }),
      'in the middle of the copy': (disk: string) => {
        rmSync(join(disk, 'pglite'), { recursive: true });
        mkdirSync(join(disk, 'pglite.unfinished', 'base'), { recursive: true });
        writeFileSync(join(disk, 'pglite.unfinished', 'base', 'table'), 'sta');
      },
      'before the mark': (disk: string) => writeFileSync(join(disk, 'pglite', 'base', 'table'), 'state 1'),
    };
    for (const [where, cut] of Object.entries(cutAt)) {
      const disk = newDataDir();
      cpSync(dataDir, disk, { recursive: true });
      cut(disk);
      const back = await PgliteFolder.open(disk, afterwards);
      expect([where, read(back), back.epochDue]).toEqual([where, 'state 1', true]);
      expect(existsSync(join(disk, 'pglite.unfinished'))).toBe(false);
    }
  });
});

describe('a copy', () => {
  it('that was cut off before it got its name counts for nothing; one that has it counts at once', async () => {
    const dataDir = newDataDir();
    const folder = await copiedAt(1, dataDir);
    const place = join(dataDir, 'pglite-copies');
    // Cut off in the middle: half a folder, and no point.
    mkdirSync(join(place, '000002.unfinished', 'pglite', 'base'), { recursive: true });
    writeFileSync(join(place, '000002.unfinished', 'pglite', 'base', 'table'), 'sta');
    const back = await PgliteFolder.open(dataDir, afterwards);
    expect([read(back), back.point?.number]).toEqual(['state 1', 1]);
    // Cut off between the name of the new one and the end of the one before.
    cpSync(join(place, '000001'), join(dataDir, 'kept'), { recursive: true });
    write(back, 2);
    await back.copy(still(2));
    expect(copiesIn(dataDir)).toEqual(['000002']);
    cpSync(join(dataDir, 'kept'), join(place, '000001'), { recursive: true });
    rmSync(join(place, '000001', 'pglite'), { recursive: true });
    const next = await PgliteFolder.open(dataDir, { boot: 'boot-3' });
    expect([read(next), next.point?.number]).toEqual(['state 2', 2]);
    write(next, 3);
    await next.copy(still(3));
    expect(copiesIn(dataDir)).toEqual(['000003']);
    expect(folder.point?.number).toBe(1);
  });

  it('is not begun without room for it; the one before and what it stands for stay', async () => {
    const dataDir = newDataDir();
    let free = Number.POSITIVE_INFINITY;
    const folder = await copiedAt(1, dataDir, { ...before, free: async () => free });
    write(folder, 2);
    free = 64 * 1024 * 1024;
    await expect(folder.copy(still(2))).rejects.toMatchObject({ code: 'disk-full', details: { neededMegabytes: 68 } });
    expect([copiesIn(dataDir), folder.point?.number, folder.hasChanges]).toEqual([['000001'], 1, true]);
    free = Number.POSITIVE_INFINITY;
    await folder.copy(still(2));
    expect([copiesIn(dataDir), folder.point?.devices, folder.hasChanges]).toEqual([['000002'], { d: 2 }, false]);
  });

  it('takes from the one before what has not been written to since, and never writes into that', async () => {
    const dataDir = newDataDir();
    // Every file counts as left alone for long enough.
    const folder = await PgliteFolder.open(dataDir, { ...before, settleMs: -60_000 });
    write(folder, 1);
    writeFileSync(join(folder.path, 'base', 'old'), 'as it was');
    await folder.copy(still(1));
    const inFirst = join(dataDir, 'first');
    const file = (copy: number, name: string): string =>
      join(dataDir, 'pglite-copies', `00000${copy}`, 'pglite', 'base', name);
    linkSync(file(1, 'table'), inFirst);
    const { ino } = statSync(file(1, 'old'));
    write(folder, 22);
    const { bytes } = await folder.copy(still(22));
    expect([readFileSync(file(2, 'table'), 'utf8'), readFileSync(inFirst, 'utf8')]).toEqual(['state 22', 'state 1']);
    expect([statSync(file(2, 'old')).ino, bytes]).toEqual([ino, 'state 22'.length]);
  });

  it('takes anew what may have been written to twice within a moment', async () => {
    const dataDir = newDataDir();
    const folder = await copiedAt(1, dataDir);
    const { bytes } = await folder.copy(still(1));
    expect(bytes).toBe('state 1'.length);
  });

  it('does not cover what was written after its moment', async () => {
    const folder = await PgliteFolder.open(newDataDir(), before);
    write(folder, 1);
    await folder.copy(still(1, () => write(folder, 2)));
    expect(folder.hasChanges).toBe(true);
  });

  it('is not made again where the last run ended with nothing beyond it', async () => {
    const dataDir = newDataDir();
    await (await copiedAt(1, dataDir)).end();
    const again = await PgliteFolder.open(dataDir, afterwards);
    expect(again.hasChanges).toBe(false);
    write(again, 2);
    await again.end();
    expect((await PgliteFolder.open(dataDir, afterwards)).hasChanges).toBe(true);
  });

  it('is dropped with all others where the database is another one', async () => {
    const dataDir = newDataDir();
    const folder = await copiedAt(1, dataDir);
    await folder.dropCopies();
    expect([folder.point, folder.hasChanges, existsSync(join(dataDir, 'pglite-copies'))]).toEqual([null, true, false]);
  });
});
