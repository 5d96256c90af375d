import { type App, Menu, nativeTheme } from 'electron';
import type { ViewerSubject, WindowBoot } from '#shared/contract/shell-bridge.ts';
import { shellChannels } from '#shared/contract/shell-channels.ts';
import { shellStrings } from '../platform/shell-strings.ts';
import { systemAppearance } from '../platform/system-appearance.ts';
import { appMenu } from '../windows/app-menu.ts';
import { AppWindow, type WindowServices } from '../windows/app-window.ts';
import type { WindowRegistry } from '../windows/window-registry.ts';

/** Opens and finds the application's windows. */
export class Windows {
  readonly #app: App;
  readonly #services: WindowServices;
  readonly #registry: WindowRegistry;

  constructor(app: App, services: WindowServices, registry: WindowRegistry) {
    this.#app = app;
    this.#services = services;
    this.#registry = registry;
  }

  openMain(): void {
    const opened = this.#open('main', null);
    // To make the menu takes main 30 ms, in which it could not answer the page that is starting.
    opened.window.once('ready-to-show', () => this.setMenu());
    // A torn-off viewer has nothing to belong to without it.
    opened.window.once('closed', () => this.#registry.find('viewer')?.window.close());
  }

  openViewer(subject: ViewerSubject): void {
    const viewer = this.#registry.find('viewer');
    if (viewer === undefined) return void this.#open('viewer', subject);
    viewer.send(shellChannels.subject, subject);
    viewer.focus();
  }

  focusMain(): void {
    this.#registry.find('main')?.focus();
  }

  tellAll(channel: string, payload: unknown): void {
    for (const each of this.#registry.all()) each.send(channel, payload);
  }

  setMenu(): void {
    const { language } = this.#services.settings.current.appearance;
    Menu.setApplicationMenu(appMenu(shellStrings(language), this.#app.isPackaged));
  }

  #open(kind: WindowBoot['kind'], subject: ViewerSubject | null): AppWindow {
    const opened = new AppWindow(this.#services, {
      kind,
      subject,
      appVersion: this.#app.getVersion(),
      platform: process.platform,
      packaged: this.#app.isPackaged,
      appearance: this.#services.settings.current.appearance,
      system: systemAppearance(nativeTheme),
    });
    this.#registry.add(opened);
    opened.load();
    return opened;
  }
}
