import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A preloaded library needs Linux and a C compiler; where one is missing, what needs it is skipped and says so. */
export function canRecordDisk(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // No compiler on this machine.
    return false;
  }
}

/** Builds the recorder into a folder; gives the library's path, for `LD_PRELOAD`. */
export function buildRecorder(folder: string): string {
  const library = join(folder, 'recorder.so');
  const source = fileURLToPath(new URL('recorder.c', import.meta.url));
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl', '-pthread']);
  return library;
}
