import { join } from 'node:path';
import { bringLogUpToDate } from './audit/audit-log.ts';
import type { AuditWriter } from './audit/audit-writer.ts';
import { openAuditWriter } from './audit/audit-writer.ts';
import { openLogSigner } from './audit/log-signer.ts';
import { beginEpoch, noteRestored, readCentralEpoch } from './central-epoch.ts';
import type { DocumentPlace } from './documents/document-place.ts';
import { folderPlace } from './documents/document-place.ts';
import type { DocumentStore } from './documents/document-store.ts';
import { openFolderStore } from './documents/folder-store.ts';
import { openS3Store } from './documents/s3-store.ts';
import type { Tokens } from './identity/tokens.ts';
import { openTokens } from './identity/tokens.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import type { Database } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { openDatabase } from './store/open-database.ts';
import { CopyKeeper, type CopyNote } from './store/safe-copy/copy-keeper.ts';
import { checkedInThreads } from './sync/device.ts';
import { openFeedPoker } from './sync/feed-poker.ts';
import { NewsDesk } from './sync/news-desk.ts';
import { readHeads } from './sync/news-standing.ts';
import type { Clock, Scheduler } from './sync/ports.ts';
import { type ScopeLimits, scopeLimits } from './sync/scope-limits.ts';
import { openSnapshotKeeper } from './sync/snapshot-keeper.ts';
import type { SyncContext } from './sync/sync-context.ts';
import { durableWatermark, MovingWatermark } from './sync/watermark.ts';
import { systemClock, systemScheduler } from './system-ports.ts';

/** Central, open: everything behind its address. */
export interface Central {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly audit: AuditWriter;
  readonly tokens: Tokens;
  readonly sync: SyncContext;
  readonly metrics: Metrics;
  readonly demo: boolean;
  /** Copies of PGlite's folder; null in memory and on a server. */
  readonly copies: CopyKeeper | null;
  close(): Promise<void>;
}

export interface CentralOptions {
  /** Documents, and PGlite's database; made where it is not there. */
  readonly dataDir: string;
  /** A PostgreSQL server; null for PGlite in the data folder. */
  readonly databaseUrl: string | null;
  /** PGlite in memory instead of in the folder, for tests. */
  readonly inMemory?: boolean;
  /** Absent: in the data folder. */
  readonly documents?: DocumentPlace;
  readonly demo: boolean;
  readonly tokenSeconds?: number;
  /** Most connections to PostgreSQL. */
  readonly connections?: number;
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  readonly limits?: Partial<ScopeLimits>;
  /** How often PGlite's folder is copied where something has changed; null or absent: never, and the watermark stays. */
  readonly copyEveryMs?: number | null;
  readonly onCopy?: (note: CopyNote) => void;
}

const defaultTokenSeconds = 60 * 60;

/** A folder that was put back is told to workstations as every restored database is: by a new epoch, once. */
async function settleEpoch({ write, folder }: Database): Promise<{ readonly epoch: string; readonly isNew: boolean }> {
  if (folder?.epochDue !== true) return { epoch: await write(readCentralEpoch), isNew: false };
  const epoch = await write(beginEpoch);
  return { epoch: epoch ?? (await write(readCentralEpoch)), isNew: epoch !== null };
}

function openDocuments({ dataDir, documents = folderPlace }: CentralOptions): Promise<DocumentStore> {
  return documents.kind === 's3' ? openS3Store(documents) : openFolderStore(join(dataDir, 'documents'));
}

function openCopies(options: CentralOptions, sync: SyncContext, metrics: Metrics): CopyKeeper | null {
  const { scheduler = systemScheduler, copyEveryMs: everyMs = null, onCopy } = options;
  const { database, clock, watermark, centralEpoch: epoch } = sync;
  const { folder } = database;
  if (folder === undefined || !(watermark instanceof MovingWatermark)) return null;
  const count = metrics.observeCopies(folder, clock);
  const onNote = (note: CopyNote): void => {
    count(note);
    onCopy?.(note);
  };
  return new CopyKeeper({ folder, database, epoch, clock, scheduler, watermark, everyMs, onNote });
}

/**
 * Opens the database (bringing its schema up to date) and the documents.
 *
 * @throws AppError `store-in-use`, `store-too-new`
 */
export async function openCentral(options: CentralOptions): Promise<Central> {
  const { dataDir, demo, clock = systemClock, scheduler = systemScheduler } = options;
  const metrics = openMetrics();
  const database = await openDatabase({
    url: options.databaseUrl,
    dataDir: options.inMemory === true ? null : dataDir,
    watch: metrics.watch,
    ...(options.connections === undefined ? {} : { connections: options.connections }),
  });
  try {
    await migrate(database, clock.now());
    const lifetimeSeconds = options.tokenSeconds ?? defaultTokenSeconds;
    const tokens = await openTokens(database, clock, { demo, lifetimeSeconds });
    const { epoch: centralEpoch, isNew } = await settleEpoch(database);
    const log = await openLogSigner(database, centralEpoch, clock.now());
    await bringLogUpToDate((work) => database.write(work), log, clock.now());
    const audit = openAuditWriter(database, log);
    if (isNew) await noteRestored(audit, clock.now());
    await database.folder?.epochBegun();
    const watermark = database.durability === 'durable' ? durableWatermark : new MovingWatermark();
    const poker = openFeedPoker(scheduler, () => database.read(readHeads));
    const documents = await openDocuments(options);
    const limits = { ...scopeLimits, ...options.limits };
    const news = new NewsDesk({ database, clock, scheduler, poker, watermark, centralEpoch });
    const snapshots = openSnapshotKeeper({ database, clock, scheduler });
    const signatures = checkedInThreads;
    const sync = { database, audit, log, clock, signatures, poker, news, limits, snapshots, watermark, centralEpoch };
    const copies = openCopies(options, sync, metrics);
    const close = async (): Promise<void> => {
      await snapshots.stop();
      await copies?.stop();
      await database.close();
    };
    metrics.observe(database, { news: () => news.streams, snapshots: () => snapshots.running });
    return { database, documents, audit, tokens, sync, metrics, demo, copies, close };
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}
