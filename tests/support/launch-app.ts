import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, errors, type Page } from 'playwright-core';
import { electronArguments } from '../../scripts/electron-args.mjs';
import { resolveElectron } from '../../scripts/electron-runtime.mjs';
import { projectRoot } from '../../scripts/setup/locations.mjs';
import { needsVirtualDisplay, startVirtualDisplay } from '../../scripts/setup/virtual-display.mjs';

export interface LaunchOptions {
  /** Where the application keeps everything; a fresh temporary folder where absent. */
  readonly dataDir?: string;
  /** Absent: the application starts without a central. */
  readonly centralUrl?: string;
  /** Arguments for the application or for Chromium. */
  readonly args?: readonly string[];
  readonly locale?: 'en' | 'fr';
  readonly env?: Readonly<Record<string, string>>;
  /** The folder with package.json and dist/; the project where absent. */
  readonly appDir?: string;
  /** In place of the runtime that the scripts find: a wrapper around it. */
  readonly executable?: string;
  /** Switches for Chromium in place of what this account needs (as root: no sandbox). */
  readonly switches?: readonly string[];
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The main window, its document loaded. */
  readonly window: Page;
  readonly dataDir: string;
  /** Ends all its processes at once, as a power cut would; what is on the disk stays. */
  kill(): Promise<void>;
  /** Closes as a person does; removes the data folder if it was made here. */
  close(): Promise<void>;
}

/** One display for all launches of a test process. */
async function ensureDisplay(): Promise<void> {
  if (!needsVirtualDisplay()) return;
  const { display } = await startVirtualDisplay();
  process.env['DISPLAY'] = display;
}

function environment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'NODE_COMPILE_CACHE'].includes(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** Resolves when the process is gone. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Many times what a launch takes on a crowded machine; a third of what a test may take. */
const launchLimitMs = 40_000;

/**
 * The driver's own handshake with Electron hangs once in some hundred launches on a crowded machine (the application is
 * up, no window of it was reported); such a launch is ended by the driver and made once more, visibly.
 */
async function launchOrAgain(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: launchLimitMs });
  } catch (thrown) {
    if (!(thrown instanceof errors.TimeoutError)) throw thrown;
    process.stderr.write('  the launch hung and is made once more\n');
    return _electron.launch({ ...options, timeout: launchLimitMs });
  }
}

/** Starts the real application in a real Electron and waits for its window. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  await ensureDisplay();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'dossier-app-')));
  const executablePath = options.executable ?? (await resolveElectron({ quiet: true })).executable;
  const appArgs = ['--data', dataDir, '--lang', options.locale ?? 'en', ...(options.args ?? [])];
  if (options.centralUrl !== undefined) appArgs.push('--central', options.centralUrl);
  const appDir = options.appDir ?? projectRoot;
  const app = await launchOrAgain({
    executablePath,
    args:
      options.switches === undefined ? electronArguments(appDir, appArgs) : [...options.switches, appDir, ...appArgs],
    // Else Playwright adds --no-sandbox by itself, for every account.
    chromiumSandbox: true,
    env: environment(options.env ?? {}),
  });
  const child = app.process();
  const window = await app.firstWindow();
  await window.waitForLoadState('domcontentloaded');
  return {
    app,
    window,
    dataDir,
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
    close: async () => {
      await app.close();
      await ended(child);
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
