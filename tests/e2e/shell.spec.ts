import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
// For the declaration of `window.dossier`.
import '#renderer/client/shell.ts';
import { coreProcessId, isAlive } from '#support/core-process-of.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { callRaw } from '#support/raw-line.ts';
import { shellLogEvents } from '#support/shell-log-lines.ts';

/** Launches, runs, closes; the data folder outlives it where it was given. */
async function withApp(
  options: Parameters<typeof launchApp>[0],
  run: (app: LaunchedApp) => Promise<void>,
): Promise<void> {
  const launched = await launchApp(options);
  try {
    await run(launched);
  } finally {
    await launched.close();
  }
}

async function aliveCore({ app }: LaunchedApp): Promise<number> {
  await expect.poll(() => coreProcessId(app)).not.toBeNull();
  return (await coreProcessId(app)) ?? 0;
}

/** Starts to note what the page hears of the core. */
async function noteCoreStates({ window: page }: LaunchedApp): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const states: string[] = [];
    Object.assign(window, { heardStates: states });
    window.dossier?.onCoreState((state) => states.push(state));
  });
  return () => page.evaluate(() => (window as unknown as { heardStates: string[] }).heardStates);
}

test('a core that was killed is started again, and the page can ask it', async () => {
  await withApp({}, async (launched) => {
    const states = await noteCoreStates(launched);
    await expect.poll(states).toContain('ready');
    const before = await aliveCore(launched);
    process.kill(before, 'SIGKILL');
    await expect.poll(async () => (await states()).slice(-3)).toEqual(['lost', 'starting', 'ready']);
    expect(await aliveCore(launched)).not.toBe(before);
    expect(await callRaw(launched.window, 'store.status', {})).toMatchObject({ ok: true });
    const ended = (await shellLogEvents(launched.dataDir)).filter(({ event }) => event === 'core-ended');
    expect(ended).toHaveLength(1);
  });
});

test('a page that crashed is loaded again and finds the same core', async () => {
  await withApp({}, async (launched) => {
    const core = await aliveCore(launched);
    const loaded = launched.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.webContents.once('did-finish-load', () => resolve());
          window?.webContents.forcefullyCrashRenderer();
        }),
    );
    await loaded;
    const answered = await launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`new Promise((resolve) => {
        window.addEventListener('message', ({ ports: [port] }) => {
          if (port === undefined) return;
          port.onmessage = ({ data }) => data.id === 9 && resolve(data.ok);
          port.postMessage({ t: 'call', id: 9, method: 'store.status', args: {} });
        });
        window.dossier.connect();
      })`),
    );
    expect(answered).toBe(true);
    expect(await aliveCore(launched)).toBe(core);
    expect(await shellLogEvents(launched.dataDir)).toContainEqual(expect.objectContaining({ event: 'page-gone' }));
  });
});

test('when main is killed its core ends by itself', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-app-'));
  const launched = await launchApp({ dataDir });
  const core = await aliveCore(launched);
  await launched.kill();
  await expect.poll(() => isAlive(core)).toBe(false);
  await rm(dataDir, { recursive: true });
});

test('the page is asked before its window closes, and the core is drained', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-app-'));
  const launched = await launchApp({ dataDir });
  const core = await aliveCore(launched);
  // The answer takes the detour through main that a real save would take through the core.
  await launched.window.evaluate(() => {
    window.dossier?.onBeforeClose(async () => {
      window.dossier?.saveAppearance({ theme: 'dark', language: 'fr' });
    });
  });
  await launched.close();
  expect(JSON.parse(await readFile(join(dataDir, 'shell', 'shell.json'), 'utf8'))).toMatchObject({
    appearance: { theme: 'dark', language: 'fr' },
  });
  expect(await isAlive(core)).toBe(false);
  const events = (await shellLogEvents(dataDir)).map(({ event }) => event);
  expect(events).not.toContain('core-drain-timeout');
  expect(events).not.toContain('core-ended');

  // The choice is there at the next start, before the page has asked anything.
  await withApp({ dataDir, locale: 'en' }, async ({ app, window: page }) => {
    expect(await page.evaluate(() => window.dossier?.boot.appearance)).toEqual({ theme: 'dark', language: 'fr' });
    const menu = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
    expect(menu).toEqual(['Fichier', 'Édition', 'Affichage', 'Fenêtre']);
  });
  await rm(dataDir, { recursive: true });
});

test('a page that never answers cannot keep its window open', async () => {
  await withApp({}, async ({ window: page }) => {
    await page.evaluate(() => {
      window.dossier?.onBeforeClose(() => new Promise<void>(() => undefined));
    });
  });
});

test('the window comes back where it was', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-app-'));
  const bounds = { x: 40, y: 60, width: 1100, height: 720 };
  await withApp({ dataDir }, async ({ app }) => {
    await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  });
  await withApp({ dataDir }, async ({ app }) => {
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds);
    const smallest = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize());
    expect(smallest).toEqual([1024, 700]);
  });
  await rm(dataDir, { recursive: true });
});

test('the viewer is torn off once, shows what it is asked to, and closes with the main window', async () => {
  await withApp({}, async ({ app, window: page }) => {
    const opened = app.waitForEvent('window');
    await page.evaluate(() => window.dossier?.openViewerWindow({ caseId: 'case-1', documentId: 'document-1' }));
    const viewer = await opened;
    await viewer.waitForLoadState('domcontentloaded');
    expect(await viewer.evaluate(() => [window.dossier?.boot.kind, window.dossier?.boot.subject])).toEqual([
      'viewer',
      { caseId: 'case-1', documentId: 'document-1' },
    ]);
    const asked = viewer.evaluate(
      () => new Promise((resolve) => window.dossier?.onSubject((subject) => resolve(subject.documentId))),
    );
    await viewer.evaluate(() => undefined);
    await page.evaluate(() => window.dossier?.openViewerWindow({ caseId: 'case-1', documentId: 'document-2' }));
    expect(await asked).toBe('document-2');
    expect(app.windows()).toHaveLength(2);
  });
});

test('what the application keeps is readable by its own account alone', async () => {
  await withApp({}, async ({ dataDir }) => {
    for (const folder of ['core', 'logs', 'shell']) {
      expect((await stat(join(dataDir, folder))).mode & 0o077, folder).toBe(0);
    }
  });
});

test('a page hears when the screen is locked and when the system turns dark', async () => {
  await withApp({}, async ({ app, window: page }) => {
    const heard = page.evaluate(
      () =>
        new Promise((resolve) => {
          const seen: unknown[] = [];
          const hear = (each: unknown): void => {
            seen.push(each);
            if (seen.length === 2) resolve(seen);
          };
          window.dossier?.onLocked(hear);
          window.dossier?.onSystemAppearance(({ dark }) => hear({ dark }));
        }),
    );
    await page.evaluate(() => undefined);
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    expect(await heard).toEqual(['lock-screen', { dark: true }]);
  });
});
