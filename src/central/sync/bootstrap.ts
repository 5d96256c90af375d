import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseScope, Sight } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { readHead } from './feed-page.ts';
import { type BootstrapPiece, type Page, piecesOf, textOf } from './page-pieces.ts';
import { mayReadPartition, sightIn, visibleCases } from './partition-sight.ts';
import { checkScope } from './scope-limits.ts';
import { type Bucket, endOfBucket, readBuckets } from './snapshot-blocks.ts';
import type { SyncContext } from './sync-context.ts';

export interface BootstrapQuery {
  readonly partition: string;
  /** Last caseId that the client has; empty from the start. */
  readonly cursor: string;
  /** Feed position of the stream that is resumed; null for a new one at the present head. */
  readonly at: number | null;
}

const casesPerPage = 1000;

/** A case as it was at the feed position of the stream, where it has changed since. */
interface ChangedSince {
  readonly version: number;
  readonly sight: Sight;
}

interface FeedChange {
  readonly n: number;
  readonly case_id: string;
  readonly first_seq: number;
  readonly office_before: CaseScope['officeId'] | null;
  readonly officer_before: CaseScope['officerId'];
}

/** Reads on what has changed since `at`: the first change of a case tells how it was before. */
async function noteChanges(
  db: ReadDb,
  known: { readonly changed: Map<string, ChangedSince>; upTo: number },
  partition: string,
  who: Actor,
): Promise<void> {
  const rows = await db.rows<FeedChange>(sql`
    select n, case_id, first_seq, office_before, officer_before from feed
    where partition = ${partition} and n > ${known.upTo} order by n`);
  for (const row of rows) {
    known.upTo = row.n;
    if (known.changed.has(row.case_id)) continue;
    const before = row.office_before === null ? null : { officeId: row.office_before, officerId: row.officer_before };
    known.changed.set(row.case_id, { version: row.first_seq - 1, sight: sightIn(partition, who, before) });
  }
}

interface Stream {
  readonly partition: string;
  /** Of the snapshot, in order; pages follow them. */
  readonly buckets: readonly Bucket[];
  readonly who: Actor;
  readonly known: { readonly changed: Map<string, ChangedSince>; upTo: number };
}

/** The next buckets after a cursor, with no more cases than a page has, but at least one; none behind the last. */
function nextBuckets(buckets: readonly Bucket[], cursor: string): string[] {
  const run: string[] = [];
  let end = cursor;
  let cases = 0;
  for (const each of buckets) {
    // While a snapshot is made anew in buckets of another size, one may lie within the one before.
    if (endOfBucket(each.bucket) <= end) continue;
    cases += each.cases;
    if (run.length > 0 && cases > casesPerPage) break;
    run.push(each.bucket);
    end = endOfBucket(each.bucket);
  }
  return run;
}

/**
 * The cases after a cursor as they were at the stream's position: those of the next buckets, or so many. `through`: up to
 * where the cases after the cursor are given; null for the end.
 */
async function readPage(
  db: ReadDb,
  { partition, who, known, buckets }: Stream,
  cursor: string,
): Promise<Page & { readonly through: string | null }> {
  await noteChanges(db, known, partition, who);
  const run = nextBuckets(buckets, cursor);
  const last = run.at(-1);
  const end = last === undefined ? null : endOfBucket(last);
  const present = await db.rows<{ case_id: string; version: number; sight: Sight }>(sql`
    select case_id, version, sight from (${visibleCases(partition, who)}) as visible
    where case_id > ${cursor} and case_id <= ${end ?? '~'} order by case_id limit ${casesPerPage}`);
  const through = present.length === casesPerPage ? (present.at(-1)?.case_id ?? null) : end;
  const unchanged = present
    .filter((row) => !known.changed.has(row.case_id))
    .map((row) => ({ caseId: row.case_id, version: row.version, sight: row.sight }));
  const changed = [...known.changed]
    .filter(([id]) => id > cursor && (through === null || id <= through))
    .map(([caseId, { version, sight }]) => ({ caseId, version, sight }));
  const wanted = [...unchanged, ...changed].flatMap(({ sight, ...each }) =>
    sight === 'none' ? [] : [{ ...each, sight }],
  );
  return { wanted: wanted.sort((left, right) => (left.caseId < right.caseId ? -1 : 1)), through, buckets: run };
}

async function countCases(db: ReadDb, stream: Stream, cursor: string): Promise<number> {
  const { partition, who, known } = stream;
  await noteChanges(db, known, partition, who);
  const ids = [...known.changed.keys()];
  const present = await db.first<{ count: number }>(sql`
    select count(*)::int as count from (${visibleCases(partition, who)}) as visible
    where case_id > ${cursor} and not (case_id = any(${ids}::text[]))`);
  const changed = [...known.changed].filter(([id, { sight }]) => id > cursor && sight !== 'none');
  return (present?.count ?? 0) + changed.length;
}

/**
 * Everything of a person in a partition, as lines of JSON (protocol/bootstrap.ts): the header, a line a case in order of
 * caseId, the trailer. Each page is read in a transaction of its own, so that a slow link holds none open; cases that
 * change meanwhile are given as they were at `at`, from their history, so the whole is one moment and the feed after `at`
 * carries on from it exactly. A stream that is resumed with `cursor` and `at` stays at that same moment.
 *
 * Which cases, in which version and how much of them is read from the tables each time; the snapshot only saves the making
 * of their lines and the packing.
 *
 * @throws AppError `not-permitted`, `feed-broken`, `scope-too-large` (before the first line only)
 */
export async function* bootstrapPieces(
  context: SyncContext,
  who: Actor,
  { partition, cursor, at }: BootstrapQuery,
): AsyncGenerator<BootstrapPiece, void, undefined> {
  if (!mayReadPartition(who, partition)) throw new AppError('not-permitted');
  const opened = await context.database.read(async (db) => {
    await checkScope(db, context.limits, who);
    const head = await readHead(db, partition);
    const from = at ?? head;
    if (from > head) throw new AppError('feed-broken', { after: from, head });
    const buckets = await readBuckets(db, partition);
    const stream: Stream = { partition, who, buckets, known: { changed: new Map(), upTo: from } };
    return { stream, from, cases: await countCases(db, stream, cursor) };
  });
  const { centralEpoch } = context;
  const { from, cases, stream } = opened;
  const header = { kind: 'header', partition, at: from, cases, centralEpoch, now: context.clock.now() };
  yield { text: `${JSON.stringify(header)}\n` };
  let sent = 0;
  let missing = 0;
  let position: string | null = cursor;
  while (position !== null) {
    const after: string = position;
    const page = await context.database.read(async (db) => {
      const read = await readPage(db, stream, after);
      return { ...read, made: await piecesOf(db, partition, read) };
    });
    sent += page.wanted.length;
    missing += page.made.missing;
    position = page.through;
    yield* page.made.pieces;
  }
  await context.snapshots.noteMissing(partition, { missing, cases: sent });
  yield { text: `${JSON.stringify({ kind: 'trailer', cases: sent })}\n` };
}

/** The stream of `bootstrapPieces` as text. */
export async function* bootstrapLines(
  context: SyncContext,
  who: Actor,
  query: BootstrapQuery,
): AsyncGenerator<string, void, undefined> {
  for await (const piece of bootstrapPieces(context, who, query)) yield textOf(piece);
}
