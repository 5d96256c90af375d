import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../scripts/setup/locations.mjs';
import { startKeychainSession } from './keychain-session.ts';
import { type SpawnedWindow, spawnWindow, windowEnvironment } from './spawn-window.ts';
import { workedDevice } from './worked-device.ts';

export const comparedNames = ['blank', 'dossier'] as const;
export type ComparedName = (typeof comparedNames)[number];

/** A blank Electron window and Dossier with a full queue, started the same way, in the same session. */
export interface ComparedWindows {
  start(name: ComparedName): Promise<SpawnedWindow>;
  stop(): Promise<void>;
}

const blankDir = fileURLToPath(new URL('blank-window', import.meta.url));

/** What both are told: the keychain to use, which the blank window never asks. */
const switches = ['--password-store=gnome-libsecret'];

/** Error where this machine has no secret service that could guard the store. */
export async function compareWindows(cases: number, undisturbedMs: number): Promise<ComparedWindows> {
  const display = await windowEnvironment();
  Object.assign(process.env, { DISPLAY: display['DISPLAY'] });
  const session = await startKeychainSession(display);
  if (session === null) throw new Error('needs a secret service: dbus-daemon, dbus-send and gnome-keyring-daemon');
  const device = await workedDevice(cases, session);
  const blankData = mkdtempSync(join(tmpdir(), 'dossier-blank-'));
  const { env } = session;
  const wishes = {
    blank: { appDir: blankDir, dataDir: blankData, args: switches },
    dossier: { appDir: projectRoot, dataDir: device.dataDir, args: [...switches, '--central', device.centralUrl] },
  } as const;
  return {
    start: (name) => spawnWindow({ ...wishes[name], env, undisturbedMs }),
    stop: async () => {
      await device.stop();
      session.stop();
      rmSync(blankData, { recursive: true, force: true });
    },
  };
}
