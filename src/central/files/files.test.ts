import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { replaceSynced, syncFolder, writeSynced } from './durable-file.ts';
import { asDiskFull } from './file-failure.ts';
import { folderClockMs } from './folder-clock.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const systemFailure = (code: string): Error => Object.assign(new Error(code), { code });

it('a file is replaced whole, also where an earlier replacing was cut off', async () => {
  const folder = newFolder();
  const path = join(folder, 'mark.json');
  writeFileSync(path, 'before');
  writeFileSync(`${path}.new`, 'half of what came after, and longer than it');
  await replaceSynced(path, 'after');
  expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['mark.json'], 'after']);
});

it('a new file is never written over another one', async () => {
  const path = join(newFolder(), 'content');
  await writeSynced(path, new TextEncoder().encode('first'), 'wx');
  await expect(writeSynced(path, 'second', 'wx')).rejects.toMatchObject({ code: 'EEXIST' });
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['first', 0o600]);
});

it('the clock of a folder is the one that stamps its files, and leaves nothing in it', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'earlier'), '');
  const earlierMs = statSync(join(folder, 'earlier')).ctimeMs;
  // What a file says of itself is not asked.
  utimesSync(join(folder, 'earlier'), new Date('2050-01-01'), new Date('2050-01-01'));
  const nowMs = await folderClockMs(folder);
  writeFileSync(join(folder, 'later'), '');
  expect(nowMs).toBeGreaterThanOrEqual(earlierMs);
  expect(nowMs).toBeLessThanOrEqual(statSync(join(folder, 'later')).ctimeMs);
  expect(readdirSync(folder).sort()).toEqual(['earlier', 'later']);
});

it.each(['ENOSPC', 'EDQUOT'])('%s is a full disk, said once', (code) => {
  const full = asDiskFull(systemFailure(code));
  expect(full).toMatchObject({ code: 'disk-full', cause: { code } });
  expect(asDiskFull(full)).toBe(full);
});

it('any other failure stays what it is', async () => {
  const denied = systemFailure('EACCES');
  expect(asDiskFull(denied)).toBe(denied);
  expect(asDiskFull('text')).toBe('text');
  const missing = await syncFolder(join(newFolder(), 'none')).catch((thrown: unknown) => thrown);
  expect(asDiskFull(missing)).toBe(missing);
  expect(missing).toMatchObject({ code: 'ENOENT' });
});
