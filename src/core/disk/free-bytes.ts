import { statfsSync } from 'node:fs';

/** Room for this account on the disk of a folder that is there. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
