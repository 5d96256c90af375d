import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Actor } from '#shared/model/actor.ts';
import { noKeychain } from './fake-keychain.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from './launch-app.ts';
import { seedStore } from './seed-store.ts';

export const seededPassphrase = 'quatre mots faciles ici';

export interface SeededWish extends Omit<LaunchOptions, 'dataDir'> {
  readonly cases: number;
  readonly who?: Actor;
}

/** A data folder with a store on it as if a person had signed in and loaded so many cases. */
export async function seededFolder(cases: number, who?: Actor): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-seeded-'));
  await seedStore({
    dataDir: join(dataDir, 'core'),
    cases,
    keychain: noKeychain(),
    passphrase: seededPassphrase,
    ...(who === undefined ? {} : { who }),
  });
  return dataDir;
}

/** Unlocks the store of a seeded folder at the application's own door. */
export async function unlock(window: Page): Promise<void> {
  await window.getByTestId('passphrase-input').fill(seededPassphrase);
  await window.getByTestId('unlock').click();
  await window.getByTestId('queue-grid').waitFor();
}

/** The real application without a central, its queue open on so many cases. Closing it removes the folder. */
export async function launchSeeded({ cases, who, ...options }: SeededWish): Promise<LaunchedApp> {
  const dataDir = await seededFolder(cases, who);
  const launched = await launchApp({ ...options, dataDir });
  try {
    await unlock(launched.window);
  } catch (error) {
    await launched.kill();
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    ...launched,
    close: async () => {
      await launched.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
