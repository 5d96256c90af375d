import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Beyond this the file is set aside as `.old`, and the one before it goes. */
const maxSizeBytes = 1024 * 1024;

export type LogDetails = Readonly<Record<string, string | number | boolean | null>>;
export type ShellLog = (event: string, details?: LogDetails) => void;

function isLarge(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxSizeBytes;
}

/** The shell's own log: one JSON line an event; names of events, codes and counts, nothing a person wrote. */
export function openShellLog(folder: string): ShellLog {
  const file = join(folder, 'shell.log');
  mkdirSync(folder, { recursive: true });
  if (isLarge(file)) renameSync(file, `${file}.old`);
  return (event, details = {}) => {
    const line = JSON.stringify({ at: new Date().toISOString(), event, ...details });
    try {
      appendFileSync(file, `${line}\n`);
    } catch (error) {
      // A full disk must not take the window down with it.
      process.stderr.write(`${line} (not logged: ${(error as NodeJS.ErrnoException).code ?? 'unknown'})\n`);
    }
  };
}
