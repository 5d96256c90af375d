import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * The data folder of a central on PGlite as it may be found when power has gone and come back: what was synced is there,
 * and of the live folder, of which PGlite never syncs a byte, nothing can be counted on. Each of its files is cut short
 * here, every third is gone, and the machine has another boot.
 */
export async function diskAfterPowerCut(dataDir: string): Promise<string> {
  const disk = await mkdtemp(join(tmpdir(), 'dossier-power-'));
  onTestFinished(() => rm(disk, { recursive: true, force: true }));
  await cp(dataDir, disk, { recursive: true });
  await rm(join(disk, 'central.lock'), { force: true });
  const live = await readdir(join(disk, 'pglite'), { recursive: true, withFileTypes: true });
  for (const [index, entry] of live.entries()) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (index % 3 === 0) await rm(path);
    else await truncate(path, 100);
  }
  const mark = { state: 'running', boot: 'the boot before', epochDue: false, copied: false };
  await writeFile(join(disk, 'pglite-run.json'), JSON.stringify(mark));
  return disk;
}
