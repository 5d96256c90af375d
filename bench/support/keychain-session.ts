import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface KeychainSession {
  /** The environment of whatever is to find this keychain. */
  readonly env: NodeJS.ProcessEnv;
  stop(): void;
}

const tools = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];

/** The keyring takes its name on the bus once it is unlocked. */
function hasSecretService(env: NodeJS.ProcessEnv): boolean {
  const bus = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/'];
  const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  return spawnSync('dbus-send', [...bus, ...question], { env })
    .stdout.toString()
    .includes('true');
}

/** Null where this machine has no secret service to start. */
export async function startKeychainSession(base: NodeJS.ProcessEnv): Promise<KeychainSession | null> {
  if (tools.some((tool) => spawnSync('which', [tool]).status !== 0)) return null;
  const home = mkdtempSync(join(tmpdir(), 'dossier-bench-home-'));
  mkdirSync(join(home, 'data'));
  const homeEnv = { ...base, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: homeEnv,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise<string>((resolve) => createInterface({ input: bus.stdout }).once('line', resolve));
  const env = { ...homeEnv, DBUS_SESSION_BUS_ADDRESS: address };
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('a password for a benchmark');
  while (!hasSecretService(env)) await new Promise((resolve) => setTimeout(resolve, 50));
  const stop = (): void => {
    keyring.kill();
    bus.kill();
    rmSync(home, { recursive: true, force: true });
  };
  return { env, stop };
}
