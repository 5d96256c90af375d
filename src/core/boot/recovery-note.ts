import { join } from 'node:path';
import { type Recovery, recovery } from '#shared/contract/backup.ts';
import type { Disk } from '../disk/disk.ts';
import { replaceFile } from '../disk/replace-file.ts';
import type { StoreFiles } from './store-files.ts';

const pathOf = (files: StoreFiles): string => join(files.folder, 'recovery.json');

/** What happened to the store before, while the person has not read it; null where there is nothing to tell. */
export function readRecovery(disk: Disk, files: StoreFiles): Recovery | null {
  const bytes = disk.read(pathOf(files));
  if (bytes === null) return null;
  try {
    const parsed = recovery.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** Errors: `disk-full`, `disk-failed`. */
export function writeRecovery(disk: Disk, files: StoreFiles, note: Recovery | null): void {
  if (note === null) disk.remove(pathOf(files));
  else replaceFile(disk, pathOf(files), `${JSON.stringify(note)}\n`);
}
