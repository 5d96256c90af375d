import { AppError } from '#shared/errors/app-error.ts';
import type { Cipher } from '../db/cipher.ts';
import { openDatabase } from '../db/open-database.ts';
import { Sql, sql } from '../db/sql.ts';
import { countStore, inspectCopy, type StoreCounts } from './inspect-copy.ts';

export interface CopyOrder {
  readonly file: string;
  readonly target: string;
  readonly key: Uint8Array;
  readonly cipher: Cipher;
}

function fits(copy: StoreCounts, before: StoreCounts, after: StoreCounts, isUnchanged: boolean): boolean {
  if (isUnchanged) return copy.cases === before.cases && copy.acts === before.acts && copy.lastAct === before.lastAct;
  // Work went on meanwhile: the copy is of one moment between the two.
  return copy.lastAct >= before.lastAct && copy.lastAct <= after.lastAct && copy.acts >= before.acts;
}

/**
 * Copies an open store into a new file, encrypted with the same key, while others work with it, and verifies the copy:
 * opened with the key, every page read, counted against the store. Takes as long as the store is large: for a thread of
 * its own. Errors: `backup-damaged`, `disk-full`, `disk-failed`.
 */
export function copyStore({ file, target, key, cipher }: CopyOrder): StoreCounts {
  const source = openDatabase({ file, key, cipher });
  let before: StoreCounts;
  let after: StoreCounts;
  let isUnchanged: boolean;
  try {
    before = countStore(source);
    const version = source.value<number>(sql`pragma data_version`);
    source.run(new Sql('vacuum into ?', [target]));
    isUnchanged = source.value<number>(sql`pragma data_version`) === version;
    after = countStore(source);
  } finally {
    source.close();
  }
  const copy = inspectCopy({ file: target, key, cipher });
  if (!fits(copy, before, after, isUnchanged)) throw new AppError('backup-damaged', { part: 'counts' });
  return copy;
}
