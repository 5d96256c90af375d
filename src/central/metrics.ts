import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database, DatabaseWatch } from './store/database.ts';
import { openCopyFigures } from './store/safe-copy/copy-figures.ts';
import type { CopyNote } from './store/safe-copy/copy-keeper.ts';
import type { PgliteFolder } from './store/safe-copy/pglite-folder.ts';
import { sql } from './store/sql.ts';
import type { Clock } from './sync/ports.ts';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500];

/** What runs in this process at the moment. */
export interface Counts {
  /** Open streams of news. */
  news(): number;
  /** Snapshots of offices that are being brought up to date. */
  snapshots(): number;
}

/**
 * What central counts, for Prometheus. Labels hold routes, codes, outcomes and offices; never a person, a device or a
 * case: figures go where case files may not.
 */
export interface Metrics {
  requestAnswered(method: string, route: string, status: number, durationSeconds: number): void;
  requestRefused(code: string): void;
  batchTaken(outcomes: readonly string[]): void;
  documentSent(bytes: number): void;
  readonly watch: DatabaseWatch;
  /** From now on read at each scrape. */
  observe(database: Database, counts: Counts): void;
  /** Figures of the copies of PGlite's folder; takes what came of each. */
  observeCopies(folder: PgliteFolder, clock: Clock): (note: CopyNote) => void;
  /** Text exposition format. */
  exposition(): Promise<{ readonly type: string; readonly text: string }>;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'dossier_' });
  const requests = new Histogram({
    name: 'dossier_http_request_seconds',
    help: 'Requests by route and status, and how long they took; a stream of news counts when it ends',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers,
  });
  const refused = new Counter({
    name: 'dossier_http_refused_total',
    help: 'Requests that failed, by code',
    labelNames: ['code'],
    registers,
  });
  const acts = new Counter({
    name: 'dossier_commands_total',
    help: 'Acts answered, by outcome; a repeated act counts again',
    labelNames: ['outcome'],
    registers,
  });
  const batches = new Histogram({
    name: 'dossier_command_batch_size',
    help: 'Acts in a batch',
    buckets: batchSizes,
    registers,
  });
  const bytesHelp = 'Bytes of documents asked for';
  const documentBytes = new Counter({ name: 'dossier_document_bytes_sent_total', help: bytesHelp, registers });
  const transactions = new Histogram({
    name: 'dossier_transaction_seconds',
    help: 'Transactions of the database from their first try to their end',
    labelNames: ['mode', 'result'],
    buckets: seconds,
    registers,
  });
  const retriesHelp = 'Transactions that lost against another one and were run again';
  const retries = new Counter({ name: 'dossier_transaction_retries_total', help: retriesHelp, registers });
  return {
    requestAnswered: (method, route, status, duration) =>
      requests.observe({ method, route, status: String(status) }, duration),
    requestRefused: (code) => refused.inc({ code }),
    batchTaken: (outcomes) => {
      batches.observe(outcomes.length);
      for (const outcome of outcomes) acts.inc({ outcome });
    },
    documentSent: (bytes) => documentBytes.inc(bytes),
    watch: {
      finished: (mode, duration, isDone) =>
        transactions.observe({ mode, result: isDone ? 'done' : 'failed' }, duration),
      retried: () => retries.inc(),
    },
    observe: (database, counts) => observe(registry, database, counts),
    observeCopies: (folder, clock) => openCopyFigures(registry, folder, clock),
    exposition: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

function observeCount(registry: Registry, name: string, help: string, count: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(count()) });
}

function observe(registry: Registry, database: Database, counts: Counts): void {
  const registers = [registry];
  const info = new Gauge({
    name: 'dossier_database_info',
    help: 'Which database, and whether what is committed survives a power cut',
    labelNames: ['kind', 'durability'],
    registers,
  });
  info.set({ kind: database.kind, durability: database.durability }, 1);
  observeCount(registry, 'dossier_news_streams', 'Open streams of news', counts.news);
  const refreshes = 'Snapshots of offices that are being brought up to date';
  observeCount(registry, 'dossier_snapshot_refreshes', refreshes, counts.snapshots);
  const connections: Gauge = new Gauge({
    name: 'dossier_database_connections',
    help: 'Connections to the database; waiting: transactions that wait for one',
    labelNames: ['state'],
    registers,
    collect: () => {
      for (const [state, count] of Object.entries(database.pool?.() ?? {})) connections.set({ state }, count);
    },
  });
  const readOnce = sharedReading(database);
  const up: Gauge = new Gauge({
    name: 'dossier_database_up',
    help: 'The database answers',
    registers,
    collect: async () => {
      up.set((await readOnce()) === null ? 0 : 1);
    },
  });
  const heads: Gauge = new Gauge({
    name: 'dossier_feed_head',
    help: 'Newest number of each feed',
    labelNames: ['partition'],
    registers,
    collect: async () => {
      for (const { name, n } of (await readOnce())?.feeds ?? []) heads.set({ partition: name }, n);
    },
  });
  const audit: Gauge = new Gauge({
    name: 'dossier_audit_entries',
    help: 'Entries of each stream of the audit log',
    labelNames: ['stream'],
    registers,
    collect: async () => {
      for (const { name, n } of (await readOnce())?.streams ?? []) audit.set({ stream: name }, n);
    },
  });
}

interface NamedCount {
  readonly name: string;
  readonly n: number;
}

interface Reading {
  readonly feeds: readonly NamedCount[];
  readonly streams: readonly NamedCount[];
}

/** One reading of the database for all figures of a scrape; null where it does not answer, and figures stay as they were. */
function sharedReading(database: Database): () => Promise<Reading | null> {
  let underWay: Promise<Reading | null> | null = null;
  const read = (): Promise<Reading | null> =>
    database
      .read(async (db) => ({
        feeds: await db.rows<NamedCount>(sql`select partition as name, n from feed_counter`),
        streams: await db.rows<NamedCount>(sql`select stream as name, n from audit_head`),
      }))
      .catch(() => null)
      .finally(() => (underWay = null));
  return () => (underWay ??= read());
}
