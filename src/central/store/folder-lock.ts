import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { systemCodeOf } from '#shared/errors/system-failure.ts';

/** When a process started, so that a number given again to another process is not taken for the old one. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the second field is the name in brackets and may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    // No /proc on this system, or no such process.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return systemCodeOf(thrown) === 'EPERM';
  }
}

function isHeld(path: string): boolean {
  const [pid = '', start = ''] = readFileSync(path, 'utf8').trim().split(' ');
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder <= 0) return false;
  return isAlive(holder) && (start === '' || (startOf(holder) ?? start) === start);
}

function isTaken(thrown: unknown): boolean {
  return systemCodeOf(thrown) === 'EEXIST';
}

/**
 * One process per folder. A lock left by a process that is gone is taken over.
 *
 * @returns what gives the folder back
 * @throws AppError `store-in-use`
 */
export function takeFolderLock(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'central.lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, `${process.pid} ${startOf(process.pid) ?? ''}\n`);
      fsyncSync(file);
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (thrown) {
      if (!isTaken(thrown)) throw thrown;
      if (isHeld(path)) break;
      rmSync(path, { force: true });
    }
  }
  throw new AppError('store-in-use');
}
