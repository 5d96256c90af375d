import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { electronArguments } from '../../scripts/electron-args.mjs';
import { resolveElectron } from '../../scripts/electron-runtime.mjs';
import { needsVirtualDisplay, startVirtualDisplay } from '../../scripts/setup/virtual-display.mjs';
import { attachToPage, type DevtoolsPage } from './devtools.ts';

export interface SpawnedWindow {
  readonly pid: number;
  /** The time of day, in milliseconds, at which the process was asked for. */
  readonly spawnedAt: number;
  readonly page: DevtoolsPage;
  /** Asks it to quit, and waits until it has. */
  quit(): Promise<void>;
}

export interface SpawnWish {
  /** The folder with the application's package.json. */
  readonly appDir: string;
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** How long its page is left alone: to attach to a page while it starts would slow it down. */
  readonly undisturbedMs: number;
}

/** What every window of a benchmark is started with: a display, and none of Node's own settings. */
export async function windowEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _asNode, NODE_COMPILE_CACHE: _cache, ...env } = process.env;
  if (!needsVirtualDisplay()) return env;
  const { display } = await startVirtualDisplay();
  return { ...env, DISPLAY: display };
}

/**
 * Starts an application's window as a person's click would, without a test driver in between: the runtime itself, with
 * a DevTools port by which its page can be read afterwards. The same for every window that is compared.
 */
export async function spawnWindow({
  appDir,
  dataDir,
  args = [],
  env,
  undisturbedMs,
}: SpawnWish): Promise<SpawnedWindow> {
  const { executable } = await resolveElectron({ quiet: true });
  const all = ['--remote-debugging-port=0', ...electronArguments(appDir, ['--data', dataDir, ...args])];
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(executable, all, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-2_000);
      const found = /^DevTools listening on ws:\/\/[^:]+:(\d+)\//u.exec(line);
      if (found !== null) resolve(Number(found[1]));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the window ended with ${code}: ${said}`)));
  });
  await new Promise((resolve) => setTimeout(resolve, undisturbedMs));
  const page = await attachToPage(port);
  return {
    pid: child.pid ?? 0,
    spawnedAt,
    page,
    quit: async () => {
      page.close();
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/**
 * Milliseconds from the spawn to the frame that first showed text of an element with this `elementtiming` name: the
 * browser's own time of that paint, whenever it is asked for.
 */
export async function firstPaintOf({ page, spawnedAt }: SpawnedWindow, name: string): Promise<number> {
  const paintedAt = await page.evaluate<number>(`new Promise((resolve) => {
    const look = (list) => {
      const entry = list.getEntries().find(({ identifier }) => identifier === ${JSON.stringify(name)});
      if (entry !== undefined) resolve(performance.timeOrigin + (entry.renderTime || entry.startTime));
    };
    new PerformanceObserver(look).observe({ type: 'element', buffered: true });
  })`);
  return paintedAt - spawnedAt;
}
