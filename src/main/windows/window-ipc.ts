import { type IpcMain, type IpcMainEvent, nativeTheme } from 'electron';
import type { ReceiptSaved, ViewerSubject } from '#shared/contract/shell-bridge.ts';
import { shellChannels } from '#shared/contract/shell-channels.ts';
import type { CoreHost } from '../core-host/core-host.ts';
import type { ShellLog } from '../platform/shell-log.ts';
import { readAppearance, type ShellSettingsFile } from '../platform/shell-settings.ts';
import { shellStrings } from '../platform/shell-strings.ts';
import { applyTheme } from '../platform/system-appearance.ts';
import type { AppWindow } from './app-window.ts';
import { readReceipt, saveReceipt } from './save-receipt.ts';
import type { WindowRegistry } from './window-registry.ts';

export interface WindowIpcServices {
  readonly registry: WindowRegistry;
  readonly host: CoreHost;
  readonly settings: ShellSettingsFile;
  readonly log: ShellLog;
  readonly openViewer: (subject: ViewerSubject) => void;
  readonly onLanguageChanged: () => void;
}

function readSubject(value: unknown): ViewerSubject | null {
  if (typeof value !== 'object' || value === null) return null;
  const { caseId, documentId } = value as Partial<Record<keyof ViewerSubject, unknown>>;
  const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w:.-]{1,100}$/u.test(id);
  return isId(caseId) && isId(documentId) ? { caseId, documentId } : null;
}

function saveAppearance(services: WindowIpcServices, value: unknown): void {
  const choice = readAppearance(value);
  if (choice === null) return services.log('ipc-refused', { channel: shellChannels.saveAppearance });
  const before = services.settings.current.appearance.language;
  applyTheme(nativeTheme, choice);
  try {
    services.settings.update({ appearance: choice });
  } catch (error) {
    services.log('settings-not-saved', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
  if (choice.language !== before) services.onLanguageChanged();
}

/** All that a page can ask of main. Whatever does not come from a page of ours is refused and logged. */
export function answerWindows(ipc: IpcMain, services: WindowIpcServices): void {
  const { registry, host, log } = services;
  const on = (channel: string, run: (from: AppWindow, value: unknown) => void): void => {
    ipc.on(channel, (event: IpcMainEvent, value: unknown) => {
      const from = registry.senderOf(event);
      if (from === null) log('ipc-refused', { channel });
      else run(from, value);
    });
  };
  on(shellChannels.connect, (from) => from.connect());
  on(shellChannels.askCoreState, (from) => from.send(shellChannels.coreState, host.state));
  on(shellChannels.restartCore, () => host.retry());
  on(shellChannels.saveAppearance, (_from, value) => saveAppearance(services, value));
  ipc.handle(shellChannels.saveReceipt, (event, value: unknown): Promise<ReceiptSaved> | ReceiptSaved => {
    const from = registry.senderOf(event);
    const receipt = from?.kind === 'main' ? readReceipt(value) : null;
    if (from !== null && receipt !== null) {
      return saveReceipt(from.window, shellStrings(services.settings.current.appearance.language), receipt);
    }
    log('ipc-refused', { channel: shellChannels.saveReceipt });
    return { outcome: 'cancelled' };
  });
  on(shellChannels.openViewer, (from, value) => {
    const subject = from.kind === 'main' ? readSubject(value) : null;
    if (subject === null) log('ipc-refused', { channel: shellChannels.openViewer });
    else services.openViewer(subject);
  });
}
