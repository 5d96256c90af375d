import { type BrowserWindow, dialog } from 'electron';
import type { ShellLog } from '../platform/shell-log.ts';
import type { ShellStrings } from '../platform/shell-strings.ts';

/** More crashes than this within a minute, and a person has to decide. */
const maxCrashes = 3;
const windowMs = 60_000;

export interface RecoveryOptions {
  readonly log: ShellLog;
  readonly strings: () => ShellStrings;
  readonly load: () => void;
}

/** A page that crashed is loaded again; one that hangs is put before the person. */
export function recoverPage(window: BrowserWindow, { log, strings, load }: RecoveryOptions): void {
  let crashes: number[] = [];
  let isAsking = false;

  const ask = async (message: string, detail: string, buttons: readonly string[]): Promise<number> => {
    isAsking = true;
    try {
      const options = { type: 'warning' as const, message, detail, buttons: [...buttons], noLink: true };
      return (await dialog.showMessageBox(window, options)).response;
    } finally {
      isAsking = false;
    }
  };

  const askAfterCrashes = async (): Promise<void> => {
    const { windowCrashed, windowCrashedDetail, loadAgain, close } = strings();
    const answer = await ask(windowCrashed, windowCrashedDetail, [loadAgain, close]);
    crashes = [];
    if (answer === 0) load();
    else window.destroy();
  };

  const askWhileHanging = async (): Promise<void> => {
    const { notResponding, notRespondingDetail, wait, loadAgain } = strings();
    const answer = await ask(notResponding, notRespondingDetail, [wait, loadAgain]);
    // Ends the hanging process; `render-process-gone` then loads the page again.
    if (answer === 1) window.webContents.forcefullyCrashRenderer();
  };

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('page-gone', { reason, exitCode });
    if (window.isDestroyed() || reason === 'clean-exit') return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < windowMs), now];
    if (crashes.length > maxCrashes) void askAfterCrashes();
    // Not from within the event: the dead page is still being put away.
    else setImmediate(load);
  });
  window.on('unresponsive', () => {
    log('page-unresponsive');
    if (!isAsking) void askWhileHanging();
  });
}
