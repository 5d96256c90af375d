import { randomUUID } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The moment by the clock that stamps files in this folder: on a share it is not that of this machine. */
export async function folderClockMs(folder: string): Promise<number> {
  const clock = join(folder, randomUUID());
  await writeFile(clock, '');
  const { ctimeMs } = await stat(clock);
  await rm(clock);
  return ctimeMs;
}
