import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Disk } from '../disk/disk.ts';

/** The three names that a document's file can have; at most one of them exists. */
export interface VaultPlace {
  readonly whole: string;
  readonly partial: string;
  readonly damaged: string;
}

/** Names are a keyed hash, so that whoever has the disk cannot tell whether a known document is on it. */
export function placeOf(folder: string, vaultKey: Uint8Array, sha256: string): VaultPlace {
  const name = createHmac('sha256', vaultKey).update(`vault name ${sha256}`).digest('hex').slice(0, 40);
  const base = join(folder, name.slice(0, 2), name);
  return { whole: `${base}.doc`, partial: `${base}.part`, damaged: `${base}.bad` };
}

/** Bytes of all files of the vault. */
export function vaultBytes(disk: Disk, folder: string): number {
  let total = 0;
  for (const group of disk.list(folder)) {
    for (const name of disk.list(join(folder, group))) total += disk.size(join(folder, group, name)) ?? 0;
  }
  return total;
}
