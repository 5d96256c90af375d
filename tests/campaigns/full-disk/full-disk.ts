import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { putDocument, seedCases, staff, startCentral } from '#support/central.ts';
import { buildRecorder } from '../recorded-disk/preload.ts';
import type { FullDiskOrder, FullDiskRun } from './session-order.ts';

/** Whole sessions of a real core, each on a disk that is full from another write on. */
export async function runFullDisk(writes: readonly number[]): Promise<FullDiskRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-full-'));
  const central = await startCentral();
  try {
    const content = await putDocument(central.central, Buffer.alloc(70_000, 'a scan '));
    const [caseId = ''] = await seedCases(central.central, 1, {
      holder: staff.officer.officerId,
      contents: [content, content],
    });
    const disk = join(folder, 'disk');
    const control = join(folder, 'control');
    await mkdir(disk);
    await writeFile(control, Buffer.alloc(16));
    const { officerId } = staff.officer;
    const order: FullDiskOrder = { disk, control, central: central.url, officerId, caseId, writes };
    const child = fork(fileURLToPath(new URL('session-process.ts', import.meta.url)), [JSON.stringify(order)], {
      execArgv: [],
      env: {
        ...process.env,
        LD_PRELOAD: buildRecorder(folder),
        DISK_RECORD_FOLDER: disk,
        DISK_RECORD_CONTROL: control,
      },
    });
    const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the session ended with ${code}`)));
    failed.catch(() => undefined);
    const [runs] = (await Promise.race([once(child, 'message'), failed])) as [FullDiskRun[]];
    return runs;
  } finally {
    await central.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
