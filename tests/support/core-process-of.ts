import { readdir, readFile } from 'node:fs/promises';
import type { ElectronApplication } from 'playwright-core';

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return null;
  }
}

/** Children of a process by their command line. Linux. */
async function childOf(parentPid: number, commandPart: string): Promise<number | null> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))) {
    // `pid (name) state ppid ...`; the name may hold spaces and brackets.
    const stat = await readOrNull(`/proc/${pid}/stat`);
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (Number(parent) !== parentPid) continue;
    const command = await readOrNull(`/proc/${pid}/cmdline`);
    if (command?.includes(commandPart) === true) return Number(pid);
  }
  return null;
}

/** The process id of the application's core, in either of the two ways in which it runs; null where there is none now. */
export async function coreProcessId(app: ElectronApplication): Promise<number | null> {
  const { mainPid, utilityPid } = await app.evaluate(({ app: main }) => ({
    mainPid: process.pid,
    utilityPid: main.getAppMetrics().find(({ name }) => name === 'Dossier core')?.pid ?? null,
  }));
  return utilityPid ?? (await childOf(mainPid, 'core.js'));
}

/** Whether a process is there (a zombie is not). */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readOrNull(`/proc/${pid}/stat`);
  return stat !== null && !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
}
