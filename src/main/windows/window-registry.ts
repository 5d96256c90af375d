import type { IpcMainEvent } from 'electron';
import { appOrigin } from '#shared/contract/shell-bridge.ts';
import type { AppWindow } from './app-window.ts';

/** The windows that are ours. An IPC message counts only if it comes from the top page of one of them. */
export class WindowRegistry {
  readonly #windows = new Map<number, AppWindow>();

  add(appWindow: AppWindow): void {
    const { id } = appWindow.window.webContents;
    this.#windows.set(id, appWindow);
    appWindow.window.once('closed', () => this.#windows.delete(id));
  }

  all(): readonly AppWindow[] {
    return [...this.#windows.values()];
  }

  find(kind: AppWindow['kind']): AppWindow | undefined {
    return this.all().find((each) => each.kind === kind);
  }

  /** The window a message comes from, or null where the sender is not one of ours. */
  senderOf(event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): AppWindow | null {
    const known = this.#windows.get(event.sender.id);
    const frame = event.senderFrame;
    if (known === undefined || frame === null) return null;
    const isTopPage = frame === event.sender.mainFrame && frame.url.startsWith(`${appOrigin}/`);
    return isTopPage ? known : null;
  }
}
