import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '#support/launch-app.ts';
import { callRaw } from '#support/raw-line.ts';
import { resolveElectron } from '../../scripts/electron-runtime.mjs';

const tools = ['dbus-run-session', 'gnome-keyring-daemon'];
const missing = tools.filter((tool) => spawnSync('which', [tool]).status !== 0);

/** Electron inside a session of its own with a real GNOME keyring, unlocked, kept in this home. */
async function electronWithKeyring(home: string): Promise<string> {
  await mkdir(home, { recursive: true });
  const { executable } = await resolveElectron({ quiet: true });
  const inSession = join(home, 'in-session');
  await writeFile(
    inSession,
    `#!/bin/sh
printf 'a test password' | gnome-keyring-daemon --unlock --components=secrets > '${join(home, 'keyring.log')}' 2>&1
exec '${executable}' "$@"
`,
  );
  const wrapper = join(home, 'electron');
  await writeFile(
    wrapper,
    `#!/bin/sh
export HOME='${home}' XDG_DATA_HOME='${home}/data' XDG_RUNTIME_DIR='${home}'
exec dbus-run-session -- '${inSession}' "$@"
`,
  );
  await chmod(inSession, 0o755);
  await chmod(wrapper, 0o755);
  await chmod(home, 0o700);
  return wrapper;
}

/** Starts the application with this keyring and asks its core these things, in order. */
async function ask(
  executable: string,
  dataDir: string,
  calls: readonly (readonly [string, unknown])[],
): Promise<unknown[]> {
  const launched = await launchApp({ executable, dataDir, args: ['--password-store=gnome-libsecret'] });
  try {
    const replies: unknown[] = [];
    for (const [method, args] of calls) {
      replies.push(await callRaw(launched.window, method, args));
    }
    return replies;
  } finally {
    await launched.close();
  }
}

test('a store is guarded by the real keychain, opens by itself, and says when the keychain is another', async () => {
  test.skip(missing.length > 0, `not installed here: ${missing.join(', ')}`);
  const root = await mkdtemp(join(tmpdir(), 'dossier-keychain-'));
  const dataDir = join(root, 'data');
  const keyring = await electronWithKeyring(join(root, 'home'));

  const first = await ask(keyring, dataDir, [
    ['store.status', {}],
    ['store.create', { passphrase: null }],
  ]);
  expect(first).toMatchObject([
    { ok: true, value: { state: 'absent', guard: 'keychain', backend: 'gnome_libsecret' } },
    { ok: true },
  ]);

  const second = await ask(keyring, dataDir, [['store.status', {}]]);
  expect(second).toMatchObject([{ ok: true, value: { state: 'open', guard: 'keychain' } }]);

  const other = await electronWithKeyring(join(root, 'other-home'));
  const third = await ask(other, dataDir, [['store.status', {}]]);
  expect(third).toMatchObject([{ ok: true, value: { state: 'keychain-changed' } }]);
  await rm(root, { recursive: true, force: true });
});

test('a store asks for a passphrase where there is no keychain that keeps secrets', async () => {
  const root = await mkdtemp(join(tmpdir(), 'dossier-keychain-'));
  const launched = await launchApp({ dataDir: root, args: ['--password-store=basic'] });
  const status = await callRaw(launched.window, 'store.status', {});
  expect(status).toMatchObject({ ok: true, value: { state: 'absent', guard: 'passphrase', backend: 'basic_text' } });
  const refused = await callRaw(launched.window, 'store.create', { passphrase: null });
  expect(refused).toMatchObject({ ok: false });
  await launched.close();
  await rm(root, { recursive: true, force: true });
});
