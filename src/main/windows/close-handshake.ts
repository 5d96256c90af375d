import { type BrowserWindow, ipcMain } from 'electron';
import { shellChannels } from '#shared/contract/shell-channels.ts';

/** How long a page may take to put away what was typed; then the window closes all the same. */
const answerWithinMs = 3_000;

/** Asks the page before the window closes, once. A page that has crashed or hangs cannot hold it open. */
export function askBeforeClose(window: BrowserWindow): void {
  let isAsked = false;
  window.on('close', (event) => {
    const { webContents } = window;
    if (isAsked || webContents.isCrashed() || webContents.isLoadingMainFrame()) return;
    isAsked = true;
    event.preventDefault();
    const finish = (): void => {
      clearTimeout(timer);
      ipcMain.removeListener(shellChannels.readyToClose, answered);
      if (!window.isDestroyed()) window.close();
    };
    const answered = (answer: Electron.IpcMainEvent): void => {
      if (answer.sender.id === webContents.id) finish();
    };
    const timer = setTimeout(finish, answerWithinMs);
    ipcMain.on(shellChannels.readyToClose, answered);
    webContents.send(shellChannels.beforeClose);
  });
}
