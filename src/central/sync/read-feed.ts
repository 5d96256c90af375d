import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { ProvenHead } from '#shared/protocol/tree-head.ts';
import { readProvenHead } from '../audit/log-proofs.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { readCaseJson } from './case-json.ts';
import { readDigest } from './digest.ts';
import type { PlannedRow } from './feed-page.ts';
import { planPage, readHead, readStoredRows } from './feed-page.ts';
import { mayReadPartition } from './partition-sight.ts';
import { checkScope } from './scope-limits.ts';
import type { SyncContext } from './sync-context.ts';

export interface FeedQuery {
  readonly partition: string;
  readonly after: number;
  readonly limit: number;
  readonly waitMs: number;
  /** Size of the office's log that the asker knows; null where no head is wanted. */
  readonly logSize: number | null;
  /** Whether a page that reaches the end brings the digest. */
  readonly digest: boolean;
}

interface FeedPage {
  readonly to: number;
  readonly head: number;
  readonly rows: readonly string[];
  readonly digest: string | null;
  readonly isHiddenOnly: boolean;
  /** Newest head of the office's log; null where none is wanted, or there is none. */
  readonly log: ProvenHead | null;
}

/**
 * A page of the feed as JSON of `feedResponse`. With `waitMs` it is held back until there is something for this person;
 * what they may not see does not wake them.
 *
 * @throws AppError `not-permitted` for a partition that is none of theirs; `feed-broken` for a position that this central
 *   never reached (it was restored from a backup); `scope-too-large` where cases come in beyond the person's limit
 */
export async function readFeed(
  context: SyncContext,
  who: Actor,
  query: FeedQuery,
  signal: AbortSignal,
): Promise<string> {
  if (!mayReadPartition(who, query.partition)) throw new AppError('not-permitted');
  const { to, head, digest, rows, log } = await waitForPage(context, who, query, signal);
  const { partition, after } = query;
  const { centralEpoch } = context;
  const envelope = { partition, after, to, head, digest, log, centralEpoch, now: context.clock.now() };
  return `{"rows":[${rows.join(',')}],${JSON.stringify(envelope).slice(1)}`;
}

/** Reads until there is something for this person or the time is over. What is hidden is passed once, then counted. */
async function waitForPage(context: SyncContext, who: Actor, query: FeedQuery, signal: AbortSignal): Promise<FeedPage> {
  const { poker, clock } = context;
  const until = clock.elapsedMs() + query.waitMs;
  let passed = query.after;
  for (;;) {
    const since = poker.pokesOf(query.partition);
    const leftMs = until - clock.elapsedMs();
    const isLast = leftMs <= 0 || signal.aborted || poker.isStopped();
    const page = await readPage(context, who, { ...query, after: passed }, isLast);
    if (!page.isHiddenOnly) return passed === query.after ? page : readPage(context, who, query, true);
    passed = page.to;
    if (isLast || page.to < page.head) {
      return { ...page, rows: passed > query.after ? [hiddenRun(passed, passed - query.after)] : [] };
    }
    await poker.wait(query.partition, since, leftMs, signal);
  }
}

function hiddenRun(n: number, count: number): string {
  return JSON.stringify({ kind: 'hidden', n, count });
}

/** @param wantsDigest also where nothing is shown: a digest over an office is not worth a wake that stays silent */
async function readPage(context: SyncContext, who: Actor, query: FeedQuery, wantsDigest: boolean): Promise<FeedPage> {
  for (let { limit } = query; ; limit = Math.ceil(limit / 2)) {
    const page = await readPageOf(context, who, { ...query, limit }, wantsDigest);
    if (page !== null) return page;
  }
}

const sumOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);

/** Null where the page would be larger than a response may be. What does not wait for each other is asked together. */
async function readPageOf(
  context: SyncContext,
  who: Actor,
  query: FeedQuery,
  wantsDigest: boolean,
): Promise<FeedPage | null> {
  const { partition, logSize } = query;
  return context.database.read(async (db) => {
    const [page, log] = await Promise.all([
      readRows(db, context, { who, query, wantsDigest }),
      logSize === null ? null : readProvenHead(db, partition, logSize),
    ]);
    return page === null ? null : { ...page, log };
  });
}

interface PageWish {
  readonly who: Actor;
  readonly query: FeedQuery;
  readonly wantsDigest: boolean;
}

async function readRows(
  db: ReadDb,
  { limits }: SyncContext,
  { who, query, wantsDigest }: PageWish,
): Promise<Omit<FeedPage, 'log'> | null> {
  const { partition, after } = query;
  const [head, stored] = await Promise.all([
    readHead(db, partition),
    readStoredRows(db, partition, after, query.limit),
  ]);
  if (after > head) throw new AppError('feed-broken', { after, head });
  const to = stored.at(-1)?.n ?? after;
  if (to - after !== stored.length) throw new Error('feed numbers are dense');
  const planned = planPage(partition, who, stored);
  const isHiddenOnly = planned.every((row) => row.kind === 'hidden');
  if (planned.some((row) => row.kind === 'state' && row.entered)) await checkScope(db, limits, who);
  const isWanted = query.digest && to === head && (wantsDigest || !isHiddenOnly);
  const [rows, digest] = await Promise.all([renderRows(db, planned), isWanted ? readDigest(db, partition, who) : null]);
  // What a case comes to is known only now; a page that has become too large is made anew with half of the numbers.
  const isTooLarge = stored.length > 1 && sumOf(rows) > limits.pageCharacters;
  return isTooLarge ? null : { to, head, rows, digest, isHiddenOnly };
}

type EventsRow = Extract<PlannedRow, { kind: 'events' }>;

async function readEvents(db: ReadDb, rows: readonly EventsRow[]): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map();
  const found = await db.rows<{ n: number; events: string }>(sql`
    select wanted.n, (select string_agg(event, ',' order by seq) from case_event
      where case_event.case_id = wanted.case_id and seq between wanted.first_seq and wanted.last_seq) as events
    from unnest(${rows.map((row) => row.n)}::bigint[], ${rows.map((row) => row.caseId)}::text[],
      ${rows.map((row) => row.firstSeq)}::int[], ${rows.map((row) => row.lastSeq)}::int[])
      as wanted (n, case_id, first_seq, last_seq)`);
  return new Map(found.map((row) => [row.n, row.events]));
}

async function renderRows(db: ReadDb, planned: readonly PlannedRow[]): Promise<string[]> {
  const events = await readEvents(
    db,
    planned.filter((row) => row.kind === 'events'),
  );
  const states = planned.filter((row) => row.kind === 'state');
  const cases = await readCaseJson(db, states);
  const caseOf = new Map(states.map((row, index) => [row, cases[index]]));
  return planned.map((row) => {
    switch (row.kind) {
      case 'events':
        return `{"kind":"events","n":${row.n},"caseId":"${row.caseId}","events":[${events.get(row.n) ?? ''}]}`;
      case 'state': {
        const { kind, n, caseId, sight, entered } = row;
        const json = caseOf.get(row);
        const head = JSON.stringify({ kind, n, caseId, sight, entered });
        return `${head.slice(0, -1)},"state":${json?.state ?? 'null'},"history":${json?.history ?? '[]'}}`;
      }
      case 'left':
      case 'hidden':
        return JSON.stringify(row);
    }
  });
}
