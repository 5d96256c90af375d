import { AppError } from '#shared/errors/app-error.ts';

/** Where in our code it happened; the message stays out, it may quote what was typed or read. */
function framesOf(thrown: unknown): readonly string[] {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 8)
    .map((line) => line.trim().replace(/file:\/\/\S*\/(?=[^/]+:\d)/u, ''));
}

/** One line of JSON to the process's error output, which main keeps. Names, codes and places only. */
export function logBug(where: string, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown.name : typeof thrown;
  const code = thrown instanceof AppError ? thrown.code : null;
  const line = { level: 'error', event: 'core-bug', where, error, code, frames: framesOf(thrown) };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
