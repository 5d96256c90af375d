import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { putDocument, seedCases, staff, startCentral } from '#support/central.ts';
import { buildRecorder } from '../recorded-disk/preload.ts';
import type { FullDiskOrder, FullDiskRun, FullDiskWord } from './session-order.ts';

/** A step that takes longer hangs: each call of it is given up by the core's caller after 30 s. */
const longestStepMs = 90_000;

/**
 * Whole sessions of a real core, each on a disk that is full from another write on. They share a central, whose case grows
 * by what each of them does: give it few at a time, or a session never ends before its write comes.
 */
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
    const ended = once(child, 'exit');
    const runs = await followSessions(child);
    await ended;
    return runs;
  } finally {
    await central.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends with the process, which is ended where a step of it does not come to its end. */
function followSessions(child: ChildProcess): Promise<FullDiskRun[]> {
  return new Promise((resolve) => {
    const runs: FullDiskRun[] = [];
    let at = { write: 0, step: 'begin' };
    let isAtEnd = false;
    const fault = (what: string): FullDiskRun => ({
      write: at.write,
      writes: at.write,
      failures: [],
      afterwards: [],
      missing: [what],
      bugs: [],
    });
    const giveUp = (): void => {
      runs.push(fault(`"${at.step}" does not end`));
      isAtEnd = true;
      child.kill('SIGKILL');
    };
    let patience = setTimeout(giveUp, longestStepMs);
    child.on('message', (word: FullDiskWord) => {
      clearTimeout(patience);
      patience = setTimeout(giveUp, longestStepMs);
      if (word.kind === 'step') at = word;
      else if (word.kind === 'run') runs.push(word.run);
      else isAtEnd = true;
    });
    child.once('exit', (code) => {
      clearTimeout(patience);
      if (!isAtEnd) runs.push(fault(`the session ended with ${code} in "${at.step}"`));
      resolve(runs);
    });
  });
}
