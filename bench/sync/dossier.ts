import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCentral } from '#central/central.ts';
import { putPeople } from '#central/identity/people-store.ts';
import { admitCases } from '#central/sync/admit-cases.ts';
import { type CentralProcess, putStaff, startCentralProcess } from '#support/central.ts';
import { type Device, deviceOf } from '#support/central-device.ts';
import { startPostgres } from '#support/postgres-server.ts';
import { type BenchCase, lead } from './cases.ts';
import { sharedNow, startChild } from './child.ts';
import { changeSet, type RunningEngine } from './engine.ts';
import { type Loaded, type Player, playFar, playRound } from './play.ts';

const { officerId } = lead;
export const partition = 'CPCO';
export const deviceFile = fileURLToPath(new URL('dossier-device.ts', import.meta.url));

export type DossierDatabase = 'postgres' | 'pglite';

export interface DossierRun extends RunningEngine {
  /** Flushes of the disk that the device's store lies on, measured beside the edits. */
  readonly floor: readonly number[];
  /** Commands a second that central takes, one in each request and 500. */
  commandsPerSecond(): Promise<{ readonly single: number; readonly batched: number }>;
}

export interface FilledCentral {
  readonly central: CentralProcess;
  /** Its end, its database's and that of its folder. */
  stop(): Promise<void>;
}

/** Central as it is run, as a process of its own on a database that was filled before. */
export async function startFilledCentral(kind: DossierDatabase, cases: readonly BenchCase[]): Promise<FilledCentral> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-sync-bench-'));
  const postgres = kind === 'postgres' ? await startPostgres() : null;
  const databaseUrl = postgres === null ? null : await postgres.newDatabase();
  const filling = await openCentral({ dataDir, databaseUrl, demo: true });
  await putStaff(filling);
  await filling.database.write((db) => putPeople(db, [lead]));
  for (let from = 0; from < cases.length; from += 500) {
    await filling.database.write((db) => admitCases(db, cases.slice(from, from + 500)));
  }
  await filling.close();
  const database = databaseUrl === null ? [] : ['--database-url', databaseUrl];
  const central = await startCentralProcess({
    dataDir,
    args: ['--demo', '--log-level', 'error', '--requests-per-minute', '0', ...database],
  });
  const stop = async (): Promise<void> => {
    await central.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { central, stop };
}

/** Cases that take further edits: what is decided takes none. */
export function openCases(cases: readonly BenchCase[]): string[] {
  return cases.filter(({ events }) => !events.some(({ type }) => type === 'decision-signed')).map(({ id }) => id);
}

export async function startDossier(kind: DossierDatabase, cases: readonly BenchCase[]): Promise<DossierRun> {
  const { central, stop } = await startFilledCentral(kind, cases);
  const floor: number[] = [];
  const writer = await deviceOf(central.url, officerId);
  const ids = openCases(cases).slice(0, 500);
  // The first load of an office is the slow one of its life; what follows is what a device meets.
  await (await writer.raw(`/sync/bootstrap?partition=${partition}`)).arrayBuffer();
  const player = playerOf({ writer, ids, cases: cases.length, floor });
  return {
    floor,
    round: () => playRound(player, central.url),
    far: () => playFar(player, central.url),
    commandsPerSecond: () => commandRates(writer, ids),
    stop,
  };
}

interface Setting {
  readonly writer: Device;
  readonly ids: readonly string[];
  readonly cases: number;
  readonly floor: number[];
}

function playerOf({ writer, ids, cases, floor }: Setting): Player {
  return {
    newClient: () => startChild(deviceFile),
    load: async (client, url) => {
      const loaded = await client.ask<Loaded>('initial', { url, officerId, ids });
      if (loaded.cases !== cases) throw new Error(`${loaded.cases} of ${cases} cases are on the device`);
      return loaded;
    },
    change: async (client, set) => {
      const acts = Array.from({ length: changeSet }, (_, index) =>
        writer.note(ids[(set * changeSet + index) % ids.length] ?? '', 'Called the applicant.'),
      );
      const before = await client.ask<number>('position');
      const arrived = client.ask<{ at: number }>('arrived', { position: before + changeSet });
      await writer.push(acts);
      const committedAt = sharedNow();
      return Math.max(0, (await arrived).at - committedAt);
    },
    flushed: (flushes) => floor.push(...flushes),
  };
}

async function commandRates(writer: Device, ids: readonly string[]): Promise<{ single: number; batched: number }> {
  const idOf = (index: number): string => ids[(index * 7) % ids.length] ?? '';
  const singles = 200;
  let startedAt = performance.now();
  for (let index = 0; index < singles; index += 1) await writer.push([writer.note(idOf(index))]);
  const single = (singles * 1000) / (performance.now() - startedAt);
  const batches = 6;
  startedAt = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    await writer.push(Array.from({ length: 500 }, (_, index) => writer.note(idOf(batch * 500 + index))));
  }
  return { single, batched: (batches * 500 * 1000) / (performance.now() - startedAt) };
}
