import { join } from 'node:path';
import type { BrowserWindowConstructorOptions, Session } from 'electron';
import type { WindowBoot } from '#shared/contract/shell-bridge.ts';
import { bootArgument } from '#shared/contract/shell-channels.ts';
import { windowBackground } from '../platform/system-appearance.ts';

export const minSize = { width: 1024, height: 700 } as const;
const defaultSize = { width: 1280, height: 800 } as const;

/** The one place where a window's powers are set. */
export function windowOptions(distPath: string, session: Session, boot: WindowBoot): BrowserWindowConstructorOptions {
  return {
    ...defaultSize,
    minWidth: minSize.width,
    minHeight: minSize.height,
    show: false,
    autoHideMenuBar: true,
    title: 'Dossier',
    backgroundColor: windowBackground(boot.appearance, boot.system),
    webPreferences: {
      session,
      preload: join(distPath, 'preload', `${boot.kind}.cjs`),
      additionalArguments: [bootArgument + encodeURIComponent(JSON.stringify(boot))],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: !boot.packaged,
    },
  };
}
