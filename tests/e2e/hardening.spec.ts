import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
// For the declaration of `window.dossier`.
import '#renderer/client/shell.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { sendRawFrames } from '#support/raw-line.ts';
import { shellLogEvents } from '#support/shell-log-lines.ts';
import { makeUnprivilegedApp, whyNoSandbox } from '#support/unprivileged-app.ts';

let launched: LaunchedApp;

test.beforeAll(async () => {
  launched = await launchApp();
});

test.afterAll(async () => {
  await launched.close();
});

/** Waits until the shell has logged such an event. */
async function expectLogged(event: Readonly<Record<string, unknown>>): Promise<void> {
  await expect.poll(() => shellLogEvents(launched.dataDir)).toContainEqual(expect.objectContaining(event));
}

test('every window is sandboxed, isolated and without Node', async () => {
  const viewer = launched.app.waitForEvent('window');
  await launched.window.evaluate(() =>
    window.dossier?.openViewerWindow({ caseId: 'case-1', documentId: 'document-1' }),
  );
  await (await viewer).waitForLoadState('domcontentloaded');
  const preferences = await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      // Electron declares no type for it, though it is the only way to read what is in force.
      const { getLastWebPreferences } = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { session } = webContents;
      const ofSession = { isPersistent: session.isPersistent(), isSpellChecked: session.isSpellCheckerEnabled() };
      return { ...getLastWebPreferences.call(webContents), ...ofSession };
    }),
  );
  expect(preferences).toHaveLength(2);
  for (const each of preferences) {
    expect(each).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      // What a page stores stays in memory: no plaintext of a file reaches the disk through Chromium.
      isPersistent: false,
      // Its dictionaries would come from the network.
      isSpellChecked: false,
    });
  }
  await (await viewer).close();
});

test('a page has no Node and only our small bridge', async () => {
  const found = await launched.window.evaluate(() => ({
    names: ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'electron'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys(window.dossier ?? {}).sort(),
    address: window.location.href,
  }));
  expect(found.names).toEqual([]);
  expect(found.bridge).toEqual([
    'boot',
    'connect',
    'onBeforeClose',
    'onCoreState',
    'onLocked',
    'onSubject',
    'onSystemAppearance',
    'openViewerWindow',
    'restartCore',
    'saveAppearance',
    'saveReceipt',
  ]);
  expect(found.address).toBe('dossier://app/index.html');
});

test('the content security policy admits no foreign and no inline script, and is in force', async () => {
  const policy = await launched.window.evaluate(
    async () => (await fetch(window.location.href)).headers.get('content-security-policy') ?? '',
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy.match(/'unsafe-[a-z-]+'/gu) ?? []).toEqual([]);
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");

  const violated = await launched.window.evaluate(async () => {
    const seen: string[] = [];
    const violations = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        seen.push(effectiveDirective);
        if (seen.length === 4) resolve();
      });
    });
    const inline = document.createElement('script');
    inline.textContent = 'window.wasRun = true';
    const foreign = document.createElement('script');
    foreign.src = 'https://example.invalid/x.js';
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    const picture = document.createElement('img');
    picture.src = 'https://example.invalid/x.png';
    document.body.append(inline, foreign, style, picture);
    await violations;
    for (const each of [inline, foreign, style, picture]) each.remove();
    return { seen: seen.sort(), wasRun: 'wasRun' in window };
  });
  expect(violated).toEqual({
    seen: ['img-src', 'script-src-elem', 'script-src-elem', 'style-src-elem'],
    wasRun: false,
  });
});

test('text is not run as code', async () => {
  // After the driver's own evaluation has ended, which lifts this rule for itself.
  await launched.window.evaluate(() => {
    setTimeout(() => {
      try {
        // oxlint-disable-next-line no-eval -- that it fails is what is tested
        document.body.dataset['eval'] = String((0, eval)('1 + 1'));
      } catch (error) {
        document.body.dataset['eval'] = (error as Error).name;
      }
    }, 0);
  });
  await expect(launched.window.locator('body')).toHaveAttribute('data-eval', 'EvalError');
});

const countLogged = async (event: string): Promise<number> =>
  (await shellLogEvents(launched.dataDir)).filter((line) => line['event'] === event).length;

/** The first two reach main, which denies them; Chromium itself refuses the others. */
for (const [address, denials] of [
  ['https://example.invalid/', 2],
  ['http://127.0.0.1:1/', 2],
  ['file:///etc/passwd', 0],
  ['data:text/html,x', 0],
  ['dossier-doc://doc/x/file', 2],
] as const) {
  test(`a window does not navigate to ${address}`, async () => {
    const before = launched.window.url();
    const deniedBefore = await countLogged('denied');
    await launched.window.evaluate((to) => window.location.assign(to), address).catch(() => undefined);
    await launched.window.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
    await expect.poll(() => countLogged('denied')).toBeGreaterThanOrEqual(deniedBefore + denials);
    expect(await launched.window.evaluate(() => window.location.href)).toBe(before);
  });
}

test('navigation that was tried is logged without its address', async () => {
  await expectLogged({ event: 'denied', what: 'navigation' });
  const log = await readFile(join(launched.dataDir, 'logs', 'shell.log'), 'utf8');
  expect(log).not.toContain('example.invalid');
});

test('a page opens no window', async () => {
  const opened = await launched.window.evaluate(() => window.open('https://example.invalid/'));
  expect(opened).toBeNull();
  await expectLogged({ event: 'denied', what: 'window' });
  expect(launched.app.windows()).toHaveLength(1);
});

test('a page reaches no network and no file', async () => {
  const outcomes = await launched.window.evaluate(async () => {
    const tries = ['https://example.invalid/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'ws://127.0.0.1:1/'];
    return Promise.all(
      tries.map((url) =>
        fetch(url).then(
          () => 'answered',
          () => 'failed',
        ),
      ),
    );
  });
  expect(outcomes).toEqual(['failed', 'failed', 'failed', 'failed']);
});

test('permissions are denied', async () => {
  const answers = await launched.window.evaluate(async () => {
    const denied = (name: string): Promise<string> =>
      navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state);
    return {
      queried: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi'].map(denied)),
      notification: await Notification.requestPermission(),
      media: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      screen: await navigator.mediaDevices.getDisplayMedia().then(
        () => 'granted',
        () => 'denied',
      ),
    };
  });
  expect(answers).toEqual({
    queried: ['denied', 'denied', 'denied', 'denied', 'denied'],
    notification: 'denied',
    media: 'denied',
    screen: 'denied',
  });
});

test('downloads are denied', async () => {
  await launched.window.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['a scanned page']));
    link.download = 'page.txt';
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expectLogged({ event: 'download-denied' });
});

test('a page that is none of our windows is refused by main, even with our preload and our address', async () => {
  const before = await countLogged('ipc-refused');
  const outcome = await launched.app.evaluate(
    async ({ BrowserWindow }, appDir) => {
      const [ours] = BrowserWindow.getAllWindows();
      if (ours === undefined) throw new Error('no window');
      const boot = encodeURIComponent(JSON.stringify({ kind: 'main' }));
      const forged = new BrowserWindow({
        show: false,
        webPreferences: {
          session: ours.webContents.session,
          preload: `${appDir}/dist/preload/main.cjs`,
          additionalArguments: [`--dossier-boot=${boot}`],
          sandbox: true,
        },
      });
      await forged.loadURL('dossier://app/index.html');
      const count = BrowserWindow.getAllWindows().length;
      const portCame = await forged.webContents.executeJavaScript(`new Promise((resolve) => {
      window.addEventListener('message', (event) => event.ports.length > 0 && resolve(true));
      window.dossier.connect();
      window.dossier.openViewerWindow({ caseId: 'a', documentId: 'b' });
      void window.dossier.saveReceipt('R-1', '{}');
      // Answered behind the messages above, on the same pipe.
      fetch(location.href).then(() => resolve(false));
    })`);
      const countAfter = BrowserWindow.getAllWindows().length;
      forged.destroy();
      return { portCame: portCame as boolean, opened: countAfter - count };
    },
    await launched.app.evaluate(({ app }) => app.getAppPath()),
  );
  expect(outcome).toEqual({ portCame: false, opened: 0 });
  await expect.poll(() => countLogged('ipc-refused')).toBeGreaterThanOrEqual(before + 3);
});

test('a frame within our page gets no bridge', async () => {
  const bridge = await launched.window.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const kind = typeof (frame.contentWindow as unknown as { dossier?: unknown } | null)?.dossier;
    frame.remove();
    return kind;
  });
  expect(bridge).toBe('undefined');
});

test('malformed contract calls get bad-request and nothing else, and the core lives on', async () => {
  const call = (id: number, method: unknown, args: unknown): unknown => ({ t: 'call', id, method, args });
  const replies = await sendRawFrames(launched.window, [
    'no frame',
    { t: 'init', init: { dataDir: '/tmp' } },
    { t: 'drain', deadlineMs: 0 },
    { t: 'call', id: 1 },
    call(2, 7, {}),
    call(3, 'x'.repeat(5000), {}),
    call(4, 'settings.none', {}),
    call(5, '__proto__', {}),
    call(6, 'keychain.unwrap', new Uint8Array(4)),
    call(7, 'document.read', { sha256: 'ab'.repeat(32), start: 0, endExclusive: 9 }),
    call(8, 'case-file.open', { actId: 'not a uuid', caseId: { $ne: null }, reason: 'A1234567' }),
    call(9, 'queue.window', 'all of it'),
  ]);
  const failure = (id: number, code: string, details: object = {}): unknown => ({
    t: 'reply',
    id,
    ok: false,
    error: { code, details, retryable: false },
  });
  expect([...replies].sort((a, b) => (a as { id: number }).id - (b as { id: number }).id)).toEqual([
    failure(1, 'bad-request'),
    failure(2, 'bad-request'),
    failure(3, 'bad-request'),
    failure(4, 'unknown-method'),
    failure(5, 'unknown-method'),
    failure(6, 'unknown-method'),
    failure(7, 'unknown-method'),
    failure(8, 'bad-request', { method: 'case-file.open' }),
    failure(9, 'bad-request', { method: 'queue.window' }),
  ]);
  await launched.window.reload();
});

test('the document protocol gives nothing that is not on this device, and no reason beyond a code', async () => {
  const answer = await launched.window.evaluate(async () => {
    const response = await fetch(`dossier-doc://doc/${'0'.repeat(64)}/file`);
    return { ok: response.ok, code: response.headers.get('x-dossier-error'), body: await response.text() };
  });
  expect(answer.ok).toBe(false);
  expect(JSON.parse(answer.body)).toEqual({ code: answer.code });
});

test('a second start shows the first window in place of opening another', async () => {
  await launched.app.evaluate(({ app }) => {
    const seen = app as unknown as { secondStarts: number };
    seen.secondStarts = 0;
    app.on('second-instance', () => (seen.secondStarts += 1));
  });
  const second = await launchApp({ dataDir: launched.dataDir }).catch(() => null);
  expect(second).toBeNull();
  expect(await launched.app.evaluate(({ app }) => (app as unknown as { secondStarts: number }).secondStarts)).toBe(1);
});

test('the sandbox of the operating system is on for an unprivileged account', async () => {
  const reason = whyNoSandbox();
  test.skip(reason !== null, reason ?? '');
  const { executable, appDir, dataDir, root } = await makeUnprivilegedApp();
  const unprivileged = await launchApp({ executable, appDir, dataDir, switches: [] });
  try {
    const pid = await unprivileged.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const value = (name: string): string | undefined => new RegExp(`^${name}:\\s+(.+)$`, 'mu').exec(status)?.[1];
    // 2: system calls are filtered. The renderer also sits in a process namespace of its own.
    expect(value('Seccomp')).toBe('2');
    expect(value('NoNewPrivs')).toBe('1');
    expect(value('NSpid')?.split(/\s+/u).length).toBeGreaterThan(1);
    expect(value('Uid')).not.toMatch(/^0\s/u);
  } finally {
    await unprivileged.close();
    await rm(root, { recursive: true, force: true });
  }
});
