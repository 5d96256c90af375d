import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpDevice } from './at-the-desk.ts';
import { type CentralProcess, startCentralProcess } from './central.ts';
import { type LaunchedApp, launchApp } from './launch-app.ts';
import { makeOffice } from './office.ts';

export interface DeskAtOffice {
  readonly central: CentralProcess;
  readonly appDir: string;
  /** The application as it was started first. */
  readonly launched: LaunchedApp;
  /** Stops central and takes both folders away; the application is closed before. */
  end(): Promise<void>;
}

/** The small office with its central as a process, and the application on a new device of the demo officer. */
export async function sitDownAtOffice(): Promise<DeskAtOffice> {
  const centralDir = await mkdtemp(join(tmpdir(), 'dossier-desk-central-'));
  const appDir = await mkdtemp(join(tmpdir(), 'dossier-desk-app-'));
  await makeOffice(centralDir);
  const central = await startCentralProcess({ dataDir: centralDir });
  const launched = await launchApp({ dataDir: appDir, centralUrl: central.url });
  await setUpDevice(launched.window);
  const end = async (): Promise<void> => {
    await central.stop();
    await rm(centralDir, { recursive: true, force: true });
    await rm(appDir, { recursive: true, force: true });
  };
  return { central, appDir, launched, end };
}
