import { foldNodes } from '#shared/protocol/merkle.ts';
import type { LogIdentity, TreeHead } from '#shared/protocol/tree-head.ts';
import { nodeHash } from '../audit/hashes.ts';
import { readHeads } from '../audit/log-proofs.ts';
import { storedEvery } from '../audit/log-tree.ts';
import type { Database, ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { ActsTask } from './check-acts.ts';
import { checkKeptHeads, isHeadSigned, type KeptHeads } from './check-heads.ts';
import { type PageReport, pageLevel, pageSize } from './check-page.ts';
import type { LogProblem } from './log-problem.ts';
import { openVerifyPool, type VerifyPool } from './verify-pool.ts';

export interface VerifyOptions {
  readonly database: Database;
  /** Of the PostgreSQL server, so that threads can read beside each other; null for PGlite. */
  readonly url: string | null;
  /** Heads that witnesses kept. */
  readonly kept?: readonly KeptHeads[];
  /** Envelopes, signatures and answers of acts as well as the log itself. */
  readonly withActs?: boolean;
}

export interface VerifyReport {
  readonly log: LogIdentity | null;
  readonly streams: readonly { readonly stream: string; readonly entries: number; readonly root: string }[];
  readonly entries: number;
  readonly acts: number;
  readonly problems: readonly LogProblem[];
  readonly entriesMs: number;
  readonly actsMs: number;
}

/** Runs a task for each item, as many at once as the pool does, and takes the reports in order. */
async function inOrder<Item, Report>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<Report>,
  take: (report: Report) => void,
): Promise<void> {
  const underWay: Promise<Report>[] = [];
  for (const item of items) {
    underWay.push(work(item));
    if (underWay.length >= width) take(await (underWay.shift() as Promise<Report>));
  }
  for (const report of underWay) take(await report);
}

interface StreamEnd {
  /** Entries that the head names, and the last number there is. */
  readonly size: number;
  readonly last: number;
}

async function streamEnds(db: ReadDb): Promise<Map<string, StreamEnd>> {
  const rows = await db.rows<{ stream: string; size: number; last: number }>(sql`
    select stream, coalesce(max(size), 0) as size, coalesce(max(last), 0) as last from (
      select stream, n as size, 0 as last from audit_head
      union all select stream, 0 as size, max(n) as last from audit_log group by stream
    ) as ends group by stream order by stream`);
  return new Map(rows.map(({ stream, size, last }) => [stream, { size, last }]));
}

/** Nodes above the pages against what the pages come to. */
async function checkUpperNodes(db: ReadDb, stream: string, pages: readonly string[]): Promise<LogProblem[]> {
  const stored = await db.rows<{ level: number; index: number; hash: string }>(
    sql`select level, index, hash from audit_node where stream = ${stream} and level > ${pageLevel}`,
  );
  const found = new Map(stored.map((node) => [`${node.level} ${node.index}`, node.hash]));
  const problems: LogProblem[] = [];
  let row = pages;
  for (let level = pageLevel + 1; row.length > 1; level += 1) {
    row = Array.from({ length: Math.floor(row.length / 2) }, (_, index) =>
      nodeHash(row[index * 2] ?? '', row[index * 2 + 1] ?? ''),
    );
    if (level % storedEvery !== 0) continue;
    row.forEach((hash, index) => {
      const there = found.get(`${level} ${index}`);
      const kind = there === undefined ? 'node-missing' : 'node-changed';
      if (there !== hash) problems.push({ kind, stream, n: index * 2 ** level + 1, level });
    });
  }
  return problems;
}

/** Root of a stream whose full pages are one hash each, and whose last page is a few. */
function rootOf(pages: readonly string[], lastPeaks: readonly string[]): string {
  const peaks: { level: number; hash: string }[] = [];
  for (const hash of pages) {
    let peak = { level: 0, hash };
    for (let left = peaks.at(-1); left?.level === peak.level; left = peaks.at(-1)) {
      peaks.pop();
      peak = { level: peak.level + 1, hash: nodeHash(left.hash, peak.hash) };
    }
    peaks.push(peak);
  }
  return foldNodes([...peaks.map((peak) => peak.hash), ...lastPeaks], nodeHash);
}

async function verifyStream(
  { database, pool, log }: { database: Database; pool: VerifyPool; log: LogIdentity | null },
  stream: string,
  { size, last }: StreamEnd,
): Promise<{ entries: number; root: string; problems: LogProblem[] }> {
  const problems: LogProblem[] = [];
  if (last < size) problems.push({ kind: 'truncated', stream, n: last + 1, through: size });
  for (let n = size + 1; n <= Math.min(last, size + 100); n += 1) problems.push({ kind: 'inserted', stream, n });
  const there = Math.min(size, last);
  const pages: string[] = [];
  let lastPeaks: readonly string[] = [];
  let entries = 0;
  const tasks = Array.from({ length: Math.ceil(there / pageSize) }, (_, page) => ({ stream, page, size: there }));
  await inOrder(
    tasks,
    pool.width,
    (task) => pool.page(task),
    (report: PageReport) => {
      entries += report.entries;
      problems.push(...report.problems);
      if (report.entries === pageSize) pages.push(...report.peaks);
      else lastPeaks = report.peaks;
    },
  );
  const root = rootOf(pages, lastPeaks);
  const isWhole = problems.length === 0;
  if (isWhole) problems.push(...(await database.read((db) => checkUpperNodes(db, stream, pages))));
  const [head] = await database.read((db) => readHeads(db, [stream]));
  problems.push(...headProblems(log, stream, head, isWhole ? root : null));
  return { entries, root, problems };
}

/** @param root of the entries; null where they are known not to be what they were */
function headProblems(
  log: LogIdentity | null,
  stream: string,
  head: TreeHead | undefined,
  root: string | null,
): LogProblem[] {
  if (log === null || head === undefined || !isHeadSigned(log, head))
    return [{ kind: 'head-changed', stream, n: head?.size ?? 0 }];
  if (root === null || root === head.root) return [];
  // Signed, and of other entries: all that is not signed was made anew.
  return [{ kind: 'entry-replaced', stream, n: 1, through: head.size }];
}

const actsInTask = 500;

function* actTasks(clients: readonly { client_id: string; last_n: number; last_hash: string }[]): Generator<ActsTask> {
  for (const { client_id: clientId, last_n: last, last_hash: lastHash } of clients) {
    for (let from = 1; from <= last; from += actsInTask) {
      const to = Math.min(last, from + actsInTask - 1);
      yield { clientId, from, to, lastHash: to === last ? lastHash : null };
    }
  }
}

/** Devices by what central says of them, and what is there beyond that. */
async function readClients(db: ReadDb): Promise<{ client_id: string; last_n: number; last_hash: string }[]> {
  return db.rows(sql`
    select coalesce(client.client_id, acts.client_id) as client_id, coalesce(last_hash, '') as last_hash,
      greatest(coalesce(last_n, 0), coalesce(acts.n, 0)) as last_n
    from client full join (select client_id, max(n) as n from command_result group by client_id) as acts
      on acts.client_id = client.client_id
    order by 1`);
}

const strangersShown = 100;

/** Entries of acts that no stored act points at: somebody took the act away, or wrote the entry. */
async function unknownActs(db: ReadDb): Promise<LogProblem[]> {
  const rows = await db.rows<{ stream: string; n: number; device: string | null }>(sql`
    select audit_log.stream, audit_log.n, substring(entry from '"device":"([^"]*)"') as device from audit_log
    left join command_result on log_stream = audit_log.stream and log_n = audit_log.n
    where entry like '{"act":"%' and command_result.n is null order by 1, 2 limit ${strangersShown}`);
  return rows.map(({ stream, n, device }) => ({ kind: 'act-unknown', stream, n, act: `${device ?? ''}:` }));
}

/**
 * Checks a whole log with bounded memory: every entry against its leaf, the chain, the tree and the signed heads; every act
 * against its device's signature, its entry and its answer; and heads that witnesses kept.
 */
export async function verifyLog({ database, url, kept = [], withActs = true }: VerifyOptions): Promise<VerifyReport> {
  const pool = openVerifyPool(database, url);
  try {
    const log = await database.read((db) =>
      db.first<LogIdentity>(sql`select log_id as "logId", public_key as key from log_key`),
    );
    const ends = await database.read(streamEnds);
    const problems: LogProblem[] = [];
    const streams: { stream: string; entries: number; root: string }[] = [];
    const startedAt = performance.now();
    for (const [stream, end] of ends) {
      const { entries, root, problems: own } = await verifyStream({ database, pool, log: log ?? null }, stream, end);
      streams.push({ stream, entries, root });
      problems.push(...own);
    }
    const sizes = new Map(streams.map(({ stream, entries }) => [stream, entries]));
    if (log !== undefined) {
      for (const heads of kept) problems.push(...(await database.read((db) => checkKeptHeads(db, log, heads, sizes))));
    }
    const entriesAt = performance.now();
    let acts = 0;
    if (withActs) {
      const clients = await database.read(readClients);
      await inOrder(
        actTasks(clients),
        pool.width,
        (task) => pool.acts(task),
        (report) => {
          acts += report.acts;
          problems.push(...report.problems);
        },
      );
      problems.push(...(await database.read(unknownActs)));
    }
    const entries = streams.reduce((sum, each) => sum + each.entries, 0);
    const times = { entriesMs: entriesAt - startedAt, actsMs: performance.now() - entriesAt };
    return { log: log ?? null, streams, entries, acts, problems, ...times };
  } finally {
    await pool.close();
  }
}
