import type { App } from 'electron';
import type { ShellLog } from '../platform/shell-log.ts';

/** Where it happened, without the message, which may quote what was being handled. */
function whereOf(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)) : [];
  return frames
    .slice(0, 5)
    .map((line) => line.trim())
    .join(' < ');
}

/**
 * A bug in main is logged. With a window open the application stays up, so that what is typed can still be
 * saved (the core and the pages are other processes); without one there is nothing to stay for.
 */
export function logMainErrors(app: App, log: ShellLog, hasWindow: () => boolean): void {
  const report = (error: unknown): void => {
    log('main-error', { name: error instanceof Error ? error.name : typeof error, where: whereOf(error) });
    if (!hasWindow()) app.exit(1);
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}
