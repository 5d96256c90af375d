import { BrowserWindow, MessageChannelMain, type Rectangle, type Session, screen } from 'electron';
import { appOrigin, type WindowBoot } from '#shared/contract/shell-bridge.ts';
import { shellChannels } from '#shared/contract/shell-channels.ts';
import type { CoreHost } from '../core-host/core-host.ts';
import type { ShellLog } from '../platform/shell-log.ts';
import type { ShellSettingsFile } from '../platform/shell-settings.ts';
import { shellStrings } from '../platform/shell-strings.ts';
import { askBeforeClose } from './close-handshake.ts';
import { recoverPage } from './page-recovery.ts';
import { boundsOnDisplays, displaysKey } from './window-bounds.ts';
import { windowOptions } from './window-options.ts';

export interface WindowServices {
  readonly distPath: string;
  readonly session: Session;
  readonly host: CoreHost;
  readonly settings: ShellSettingsFile;
  readonly log: ShellLog;
}

/** One window of ours with its line to the core. */
export class AppWindow {
  readonly window: BrowserWindow;
  readonly #services: WindowServices;
  readonly #boot: WindowBoot;
  #clientId: number | null = null;

  constructor(services: WindowServices, boot: WindowBoot) {
    this.#services = services;
    this.#boot = boot;
    const { distPath, session, settings, log } = services;
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const remembered = settings.current.bounds[displaysKey(boot.kind, workAreas)];
    const bounds: Rectangle | null = remembered ? boundsOnDisplays(remembered, workAreas) : null;
    this.window = new BrowserWindow({ ...windowOptions(distPath, session, boot), ...bounds });
    if (remembered?.maximized === true) this.window.maximize();
    // `maximize` shows the window at once; either way it is shown when there is something to see.
    this.window.once('ready-to-show', () => this.window.show());
    this.window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#dropLine();
    });
    this.window.on('close', () => this.#rememberBounds(workAreas));
    this.window.on('closed', () => this.#dropLine());
    askBeforeClose(this.window);
    const strings = (): ReturnType<typeof shellStrings> => shellStrings(settings.current.appearance.language);
    recoverPage(this.window, { log, strings, load: () => this.load() });
  }

  get kind(): WindowBoot['kind'] {
    return this.#boot.kind;
  }

  /** Shows the page; a failure is logged, and the window stays with its background. */
  load(): void {
    this.window.loadURL(`${appOrigin}/index.html`).catch((error: unknown) => {
      this.#services.log('page-not-loaded', { code: (error as { code?: string }).code ?? 'unknown' });
    });
  }

  /** Gives the page a new line to the core; the one before it ends. */
  connect(): void {
    this.#dropLine();
    const { port1, port2 } = new MessageChannelMain();
    this.#clientId = this.#services.host.connect(this.kind, port1);
    if (this.#clientId !== null) this.window.webContents.postMessage(shellChannels.port, null, [port2]);
  }

  send(channel: string, payload: unknown): void {
    if (!this.window.isDestroyed() && !this.window.webContents.isCrashed()) {
      this.window.webContents.send(channel, payload);
    }
  }

  focus(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  #dropLine(): void {
    if (this.#clientId !== null) this.#services.host.disconnect(this.#clientId);
    this.#clientId = null;
  }

  #rememberBounds(workAreas: readonly Rectangle[]): void {
    const { settings, log } = this.#services;
    const bounds = { ...this.window.getNormalBounds(), maximized: this.window.isMaximized() };
    try {
      settings.update({ bounds: { ...settings.current.bounds, [displaysKey(this.kind, workAreas)]: bounds } });
    } catch (error) {
      log('settings-not-saved', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
    }
  }
}
