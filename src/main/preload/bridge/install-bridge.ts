import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import {
  portMessageType,
  type ReceiptSaved,
  type ShellBridge,
  type Unsubscribe,
  type WindowBoot,
} from '#shared/contract/shell-bridge.ts';
import { bootArgument, shellChannels } from '#shared/contract/shell-channels.ts';

function subscribe<Payload>(channel: string, listener: (payload: Payload) => void): Unsubscribe {
  const receive = (_event: IpcRendererEvent, payload: Payload): void => listener(payload);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.removeListener(channel, receive);
}

function readBoot(): WindowBoot {
  const argument = process.argv.find((each) => each.startsWith(bootArgument)) ?? '';
  return JSON.parse(decodeURIComponent(argument.slice(bootArgument.length))) as WindowBoot;
}

/** Puts `window.dossier` into the page. It passes things on and decides nothing. */
export function installBridge(): void {
  ipcRenderer.on(shellChannels.port, (event) => {
    window.postMessage({ type: portMessageType }, window.location.origin, [...event.ports]);
  });
  const closeListeners = new Set<() => Promise<void>>();
  ipcRenderer.on(shellChannels.beforeClose, () => {
    const answers = [...closeListeners].map((listener) => listener());
    void Promise.allSettled(answers).then(() => ipcRenderer.send(shellChannels.readyToClose));
  });
  const bridge: ShellBridge = {
    boot: readBoot(),
    connect: () => ipcRenderer.send(shellChannels.connect),
    onCoreState: (listener) => {
      const end = subscribe(shellChannels.coreState, listener);
      ipcRenderer.send(shellChannels.askCoreState);
      return end;
    },
    restartCore: () => ipcRenderer.send(shellChannels.restartCore),
    onSystemAppearance: (listener) => subscribe(shellChannels.systemAppearance, listener),
    onLocked: (listener) => subscribe(shellChannels.locked, listener),
    onBeforeClose: (listener) => {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    saveAppearance: (choice) => ipcRenderer.send(shellChannels.saveAppearance, choice),
    openViewerWindow: (subject) => ipcRenderer.send(shellChannels.openViewer, subject),
    saveReceipt: (number, text) =>
      ipcRenderer.invoke(shellChannels.saveReceipt, { number, text }) as Promise<ReceiptSaved>,
    onSubject: (listener) => subscribe(shellChannels.subject, listener),
  };
  contextBridge.exposeInMainWorld('dossier', bridge);
}
