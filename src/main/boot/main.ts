import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, nativeTheme, powerMonitor, safeStorage } from 'electron';
import { frameVersion } from '#shared/contract/frames.ts';
import { shellChannels } from '#shared/contract/shell-channels.ts';
import { chooseCore } from '../core-host/choose-core.ts';
import { CoreHost } from '../core-host/core-host.ts';
import { keychainServices } from '../platform/keychain-custody.ts';
import { watchPower } from '../platform/power-events.ts';
import { openShellLog } from '../platform/shell-log.ts';
import { ShellSettingsFile } from '../platform/shell-settings.ts';
import { applyTheme, systemAppearance } from '../platform/system-appearance.ts';
import { hardenAllContents } from '../windows/harden-contents.ts';
import { answerWindows } from '../windows/window-ipc.ts';
import { WindowRegistry } from '../windows/window-registry.ts';
import { readLaunchOptions } from './launch-options.ts';
import { logMainErrors } from './main-errors.ts';
import { Windows } from './open-windows.ts';
import { openPageSession, registerSchemes } from './page-session.ts';
import { placeData } from './place-data.ts';
import { quitInOrder } from './quit-order.ts';
import { isStartRefused } from './refuse-start.ts';

function start(): void {
  const systemLocale = Intl.DateTimeFormat().resolvedOptions().locale;
  const options = readLaunchOptions(process.argv.slice(1), process.env, systemLocale);
  const places = placeData(app, options.dataDir);
  // A second start shows the first one's window; `second-instance` is fired there.
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  // With `--no-sandbox` (root on a test machine, see refuse-start.ts) child processes could not start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerSchemes();

  const log = openShellLog(places.logDir);
  logMainErrors(app, log, () => BrowserWindow.getAllWindows().length > 0);
  const settings = new ShellSettingsFile(places.settingsDir, options.language);
  const appPath = app.getAppPath();
  // The keychain takes main 60 ms: asked while a process for the page starts, not while main has the page to answer.
  let letKeychainAnswer: () => void = () => undefined;
  const whenServed = new Promise<void>((resolve) => {
    letKeychainAnswer = resolve;
  });
  const host = new CoreHost({
    start: chooseCore({ appPath, resourcesPath: process.resourcesPath, packaged: app.isPackaged, ...places }),
    init: {
      frameVersion,
      dataDir: places.coreDir,
      centralUrl: options.centralUrl,
      appVersion: app.getVersion(),
      locale: settings.current.appearance.language,
      platform: process.platform,
      packaged: app.isPackaged,
    },
    services: keychainServices(safeStorage, process.platform, whenServed),
    log,
  });
  // Else Electron makes a menu of its own first; ours comes when the window is shown.
  Menu.setApplicationMenu(null);
  // As early as possible: the core opens its store while Chromium is still starting.
  host.start();
  hardenAllContents(app, log);
  quitInOrder(app, host);
  app.on('child-process-gone', (_event, { type, reason }) => log('process-gone', { type, reason }));
  void app.whenReady().then(() => open(host, settings, log, join(appPath, 'dist'), letKeychainAnswer));
}

function open(
  host: CoreHost,
  settings: ShellSettingsFile,
  log: ReturnType<typeof openShellLog>,
  distPath: string,
  onServed: () => void,
): void {
  applyTheme(nativeTheme, settings.current.appearance);
  const registry = new WindowRegistry();
  const session = openPageSession(distPath, host, log, onServed);
  const windows = new Windows(app, { distPath, session, host, settings, log }, registry);
  answerWindows(ipcMain, {
    registry,
    host,
    settings,
    log,
    openViewer: (subject) => windows.openViewer(subject),
    onLanguageChanged: () => windows.setMenu(),
  });
  windows.openMain();
  host.onState((state) => windows.tellAll(shellChannels.coreState, state));
  app.on('second-instance', () => windows.focusMain());
  nativeTheme.on('updated', () => windows.tellAll(shellChannels.systemAppearance, systemAppearance(nativeTheme)));
  watchPower(powerMonitor, {
    onLocked: (reason) => {
      host.emit('app.locked', { reason });
      windows.tellAll(shellChannels.locked, reason);
    },
    onUnlocked: (reason) => host.emit('app.unlocked', { reason }),
  });
}

if (isStartRefused(app.commandLine, app.isPackaged, process.resourcesPath)) app.exit(3);
else start();
