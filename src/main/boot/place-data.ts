import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'electron';

export interface DataPlaces {
  /** The core's own folder; nobody else writes there. */
  readonly coreDir: string;
  readonly logDir: string;
  readonly settingsDir: string;
  readonly codeCacheDir: string;
}

/** Points Electron at the data folder. Has to come before the single-instance lock, which is per folder. */
export function placeData(app: App, dataDir: string | null): DataPlaces {
  if (dataDir !== null) app.setPath('userData', resolve(dataDir));
  const root = app.getPath('userData');
  // Chromium's own files apart from ours. What pages store stays in memory, see `openPageSession`.
  app.setPath('sessionData', join(root, 'shell', 'chromium'));
  app.setPath('crashDumps', join(root, 'shell', 'crashes'));
  const sessionDir = app.getPath('sessionData');
  const places = {
    coreDir: join(root, 'core'),
    logDir: join(root, 'logs'),
    settingsDir: join(root, 'shell'),
    codeCacheDir: join(root, 'shell', 'code-cache'),
  };
  // Readable by this account alone, whatever the umask says.
  for (const folder of [...Object.values(places), sessionDir]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return places;
}
