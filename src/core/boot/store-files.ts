import { join } from 'node:path';
import type { Disk } from '../disk/disk.ts';
import { replaceFile } from '../disk/replace-file.ts';
import { keyFileNames } from '../keys/key-file.ts';

/** Where the parts of a store stand in the data folder. */
export interface StoreFiles {
  readonly folder: string;
  readonly database: string;
  readonly journal: string;
  readonly vault: string;
  readonly lock: string;
}

export function storeFiles(dataDir: string): StoreFiles {
  return {
    folder: dataDir,
    database: join(dataDir, 'store.db'),
    journal: join(dataDir, 'outbox.journal'),
    vault: join(dataDir, 'vault'),
    lock: join(dataDir, 'store.lock'),
  };
}

const databaseSuffixes = ['', '-wal', '-shm', '-journal'] as const;

export function hasDatabase(disk: Disk, files: StoreFiles): boolean {
  return disk.size(files.database) !== null;
}

/** Names of this device's files that are put aside: with `keys` those too that no key opens any more. */
function namesToMove(which: 'database' | 'everything'): readonly string[] {
  const database = databaseSuffixes.map((suffix) => `store.db${suffix}`);
  return which === 'database' ? database : [...database, 'outbox.journal', 'vault', ...keyFileNames()];
}

/**
 * Moves a damaged store into `set-aside/<time>`; nothing is deleted. `stamp` names the folder. Gives its name within the
 * data folder, null where there was nothing to move.
 */
export function setAside(
  disk: Disk,
  files: StoreFiles,
  which: 'database' | 'everything',
  stamp: string,
): string | null {
  const names = namesToMove(which).filter((name) => disk.size(join(files.folder, name)) !== null);
  if (names.length === 0) return null;
  const name = join('set-aside', stamp.replace(/[^0-9TZ]/gu, '-'));
  const target = join(files.folder, name);
  disk.makeFolder(target);
  for (const each of names) disk.rename(join(files.folder, each), join(target, each));
  // The journal stays for the store that comes next, and in this copy for a person, should that one not understand it.
  const journal = disk.read(files.journal);
  if (journal !== null) replaceFile(disk, join(target, 'outbox.journal'), journal);
  return name;
}

/**
 * Puts the backups of a store that goes on as another device into `set-aside/<time>`, with a copy of its journal: put back,
 * they would be the device before again. Gives the folder's name within the data folder.
 */
export function setBackupsAside(disk: Disk, files: StoreFiles, stamp: string): string {
  const name = join('set-aside', stamp.replace(/[^0-9TZ]/gu, '-'));
  const target = join(files.folder, name);
  disk.makeFolder(target);
  const journal = disk.read(files.journal);
  if (journal !== null) replaceFile(disk, join(target, 'outbox.journal'), journal);
  disk.rename(join(files.folder, 'backups'), join(target, 'backups'));
  return name;
}

/** Removes what a store's making has left when it failed half-way: it has held nothing yet. */
export function discardUnborn(disk: Disk, files: StoreFiles): void {
  const names = namesToMove('everything').filter((name) => name !== 'vault');
  for (const name of names) disk.remove(join(files.folder, name));
}
