import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Central, openCentral } from '#central/central.ts';
import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';
import { putStaff, seedCases, staff } from '#support/central-cases.ts';
import { startPostgres } from '#support/postgres-server.ts';
import { addSequenceFeed } from './contrast.ts';
import { type Follower, followFeed, followSequence, missedBy } from './follower.ts';
import type { WriterOrder } from './writer-process.ts';
import { registerDevices, writeActs } from './writers.ts';

export interface RaceWish {
  readonly database: 'postgres' | 'pglite';
  readonly writers: number;
  /** Acts in all, and so feed rows. */
  readonly rows: number;
  /** Processes with a pool each (PostgreSQL). */
  readonly processes: number;
  readonly readers: number;
}

export interface RaceReport {
  readonly database: RaceWish['database'];
  readonly writers: number;
  readonly processes: number;
  readonly readers: number;
  /** Feed rows committed during the race. */
  readonly rows: number;
  readonly transactionsPerSecond: number;
  /** Committed rows that a reader of the feed passed by, summed over readers. */
  readonly missed: number;
  /** Pages that were not everything up to the counter of the same snapshot. */
  readonly gaps: number;
  /** Numbers 1 to the counter, each once. */
  readonly dense: boolean;
  /** Neighbours whose transactions committed the other way round; null where the database cannot tell. */
  readonly outOfCommitOrder: number | null;
  /** Receipts that name a number the feed does not have, or one twice. */
  readonly wrongReceipts: number;
  /** The same transactions seen by readers of a sequence. */
  readonly sequence: { readonly rows: number; readonly missed: number; readonly missedPercent: number };
}

const partition = 'CPCO';
const caseCount = 96;

async function committedNumbers(database: Database): Promise<number[]> {
  const rows = await database.read((db) =>
    db.rows<{ n: number }>(sql`select n from feed where partition = ${partition} order by n`),
  );
  return rows.map((row) => row.n);
}

/** By PostgreSQL's own clock of commits. */
async function countOutOfOrder(database: Database): Promise<number> {
  const row = await database.read((db) =>
    db.first<{ count: number }>(sql`
      select count(*) as count from (
        select pg_xact_commit_timestamp(xmin) as at,
          lag(pg_xact_commit_timestamp(xmin)) over (order by n) as before
        from feed where partition = ${partition}
      ) as ordered where at < before`),
  );
  return row?.count ?? 0;
}

interface Started {
  readonly go: () => Promise<number[]>;
}

async function startProcess(order: WriterOrder): Promise<Started> {
  const child = fork(fileURLToPath(new URL('writer-process.ts', import.meta.url)), [JSON.stringify(order)]);
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`a writer process ended with ${code}`)));
  failed.catch(() => undefined);
  await Promise.race([once(child, 'message'), failed]);
  return {
    go: async () => {
      const answer = once(child, 'message');
      child.send('go');
      const [numbers] = (await Promise.race([answer, failed])) as [number[]];
      return numbers;
    },
  };
}

async function startWriters(
  central: Central,
  wish: RaceWish,
  place: { readonly databaseUrl: string | null; readonly dataDir: string; readonly caseIds: readonly string[] },
): Promise<Started[]> {
  const { databaseUrl, dataDir, caseIds } = place;
  const { officerId } = staff.officer;
  const actsPerDevice = Math.ceil(wish.rows / wish.writers);
  if (databaseUrl === null) {
    const own = { devices: wish.writers, actsPerDevice, caseIds, officerId, offset: 0 };
    const devices = await registerDevices(central, own);
    return [{ go: () => writeActs(central, devices, own) }];
  }
  const share = Math.ceil(wish.writers / wish.processes);
  return Promise.all(
    Array.from({ length: wish.processes }, (_, index) =>
      startProcess({
        databaseUrl,
        dataDir,
        devices: Math.min(share, wish.writers - index * share),
        actsPerDevice,
        caseIds,
        officerId,
        offset: index * 5,
      }),
    ),
  );
}

/** Reads on while the writers write, then once more to the end. */
async function follow(followers: readonly Follower[], isOver: () => boolean): Promise<void> {
  await Promise.all(
    followers.map(async (follower) => {
      while (!isOver()) {
        await follower.catchUp();
        await setImmediate();
      }
      await follower.catchUp();
    }),
  );
}

async function raceOn(databaseUrl: string | null, dataDir: string, wish: RaceWish): Promise<RaceReport> {
  const central = await openCentral({ dataDir, databaseUrl, inMemory: databaseUrl === null, demo: true });
  try {
    await putStaff(central);
    const caseIds = await seedCases(central, caseCount, { holder: staff.officer.officerId });
    await addSequenceFeed(central.database);
    const before = (await committedNumbers(central.database)).length;
    const writers = await startWriters(central, wish, { databaseUrl, dataDir, caseIds });
    const feeds = Array.from({ length: wish.readers }, () => followFeed(central.database, partition, before));
    const sequences = Array.from({ length: wish.readers }, () => followSequence(central.database));
    let over = false;
    const following = follow([...feeds, ...sequences], () => over);
    const startedAt = performance.now();
    const receipts = (await Promise.all(writers.map((writer) => writer.go()))).flat();
    const tookSeconds = (performance.now() - startedAt) / 1000;
    over = true;
    await following;
    return await report(central.database, wish, { before, receipts, tookSeconds, feeds, sequences });
  } finally {
    await central.close();
  }
}

interface Outcome {
  readonly before: number;
  readonly receipts: readonly number[];
  readonly tookSeconds: number;
  readonly feeds: readonly Follower[];
  readonly sequences: readonly Follower[];
}

async function report(database: Database, wish: RaceWish, outcome: Outcome): Promise<RaceReport> {
  const { before, receipts, tookSeconds, feeds, sequences } = outcome;
  const numbers = await committedNumbers(database);
  const fresh = numbers.slice(before);
  const serial = await database.read((db) => db.rows<{ id: number }>(sql`select id from race_sequence`));
  const ids = serial.map((row) => row.id);
  const sequenceMissed = sequences.reduce((sum, each) => sum + missedBy(each, ids).length, 0);
  const known = new Set(fresh);
  return {
    database: wish.database,
    writers: wish.writers,
    processes: wish.database === 'postgres' ? wish.processes : 1,
    readers: wish.readers,
    rows: fresh.length,
    transactionsPerSecond: Math.round(receipts.length / tookSeconds),
    missed: feeds.reduce((sum, each) => sum + missedBy(each, fresh).length, 0),
    gaps: feeds.reduce((sum, each) => sum + each.gaps, 0),
    dense: numbers.every((n, index) => n === index + 1),
    outOfCommitOrder: wish.database === 'postgres' ? await countOutOfOrder(database) : null,
    wrongReceipts: receipts.length - new Set(receipts.filter((n) => known.has(n))).size,
    sequence: {
      rows: ids.length,
      missed: sequenceMissed,
      missedPercent: Math.round((1000 * sequenceMissed) / Math.max(1, ids.length * sequences.length)) / 10,
    },
  };
}

/** Many writers and readers on one office's feed. */
export async function runRace(wish: RaceWish): Promise<RaceReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-race-'));
  const postgres = wish.database === 'postgres' ? await startPostgres(['track_commit_timestamp=on']) : null;
  try {
    return await raceOn((await postgres?.newDatabase()) ?? null, dataDir, wish);
  } finally {
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Whether what central promises held. */
export function raceHeld(report: RaceReport): boolean {
  const { missed, gaps, dense, outOfCommitOrder, wrongReceipts } = report;
  return missed + gaps + (outOfCommitOrder ?? 0) + wrongReceipts === 0 && dense;
}
