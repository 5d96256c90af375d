import { gunzipSync, gzipSync } from 'node:zlib';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { WantedCase } from './case-json.ts';
import { readCaseLines } from './case-lines.ts';

/*
 * The snapshot of an office: the lines of its cases in full, kept in blocks by how the ids begin. What a line says follows
 * from the case's id and version alone (its history up to there), so a block needs no date and cannot be wrong: who asks
 * for a case in a version finds that one or none. Who may see what is decided at each stream anew; a block decides nothing.
 */

/** A case in a version. */
export interface CaseVersion {
  readonly caseId: string;
  readonly version: number;
}

export interface SnapshotBlock {
  readonly ids: string;
  /** Gzip, so that it goes out as it stands. */
  readonly body: Uint8Array;
}

const casesPerBlock = 256;

/** JSON of cases shrinks to a tenth at this level; it is packed once and sent many times. */
const level = 6;

/** How many hex digits of an id choose its block, for an office of so many cases. */
export function bucketDepth(cases: number): number {
  return Math.max(0, Math.ceil(Math.log(Math.max(1, cases) / casesPerBlock) / Math.log(16)));
}

/** Behind every id of the bucket and before those of the next. */
export function endOfBucket(bucket: string): string {
  return `${bucket}~`;
}

export function idsOf(cases: readonly CaseVersion[]): string {
  return cases.map(({ caseId, version }) => `${caseId} ${version}`).join('\n');
}

export interface Bucket {
  readonly bucket: string;
  readonly cases: number;
}

export async function readBuckets(db: ReadDb, partition: string): Promise<Bucket[]> {
  return db.rows<Bucket>(sql`select bucket, cases from snapshot_block where partition = ${partition} order by bucket`);
}

/** Blocks by bucket, of those with at most so many cases: unpacking one for a few costs more than reading these. */
export async function readBlocks(
  db: ReadDb,
  partition: string,
  worth: readonly Bucket[],
): Promise<ReadonlyMap<string, SnapshotBlock>> {
  const rows = await db.rows<SnapshotBlock & { bucket: string }>(sql`
    select block.bucket, ids, body from snapshot_block as block
    join unnest(${worth.map((each) => each.bucket)}::text[], ${worth.map((each) => each.cases)}::int[])
      as worth (bucket, cases) on block.bucket = worth.bucket and block.cases <= worth.cases
    where partition = ${partition}`);
  return new Map(rows.map(({ bucket, ids, body }) => [bucket, { ids, body }]));
}

/** Beyond so many the rest of a block hardly saves anything. */
const mostNewer = 1 / 2;

/**
 * What has to come ahead of a block for it to go out as it stands to a person who is given these cases: those that it has
 * in an earlier version or not at all, in order. Null where it may not, because it says something that the person is not
 * given: a case that has left their sight or is not seen in full, or one in a later version than they are given it in. An
 * earlier version in full says nothing that the later one in full does not.
 */
export function newerThan(block: Pick<SnapshotBlock, 'ids'>, wanted: readonly WantedCase[]): WantedCase[] | null {
  if (wanted.some(({ sight }) => sight !== 'full')) return null;
  if (block.ids === idsOf(wanted)) return [];
  const newer = new Map(wanted.map((each) => [each.caseId, each]));
  for (const line of block.ids.split('\n')) {
    const [caseId = '', version] = line.split(' ');
    const given = newer.get(caseId);
    if (given === undefined || Number(version) > given.version) return null;
    if (Number(version) === given.version) newer.delete(caseId);
  }
  return newer.size > wanted.length * mostNewer ? null : [...newer.values()];
}

/** The lines of a block by `id version`. */
export function unpackBlock({ ids, body }: SnapshotBlock): ReadonlyMap<string, string> {
  const lines = gunzipSync(body).toString('utf8').split('\n');
  return new Map(ids.split('\n').map((id, index) => [id, `${lines[index]}\n`]));
}

/** Makes the block of a bucket anew, from what stands in this transaction. */
async function writeBlock(db: WriteDb, partition: string, bucket: string): Promise<void> {
  const cases = await db.rows<CaseVersion>(sql`
    select case_id as "caseId", version from case_state
    where office = ${partition} and case_id >= ${bucket} and case_id <= ${endOfBucket(bucket)} order by case_id`);
  const lines = await readCaseLines(
    db,
    cases.map((each) => ({ ...each, sight: 'full' })),
  );
  const body = gzipSync(lines.join(''), { level });
  await db.run(sql`
    insert into snapshot_block (partition, bucket, cases, ids, body)
    values (${partition}, ${bucket}, ${cases.length}, ${idsOf(cases)}, ${body})
    on conflict (partition, bucket) do update set cases = excluded.cases, ids = excluded.ids, body = excluded.body`);
}

interface SnapshotDatabase {
  read<Value>(work: (db: ReadDb) => Promise<Value>): Promise<Value>;
  write<Value>(work: (db: WriteDb) => Promise<Value>): Promise<Value>;
}

/**
 * Brings an office's snapshot up to date: blocks whose cases have moved on are made anew, each in a transaction of its own,
 * so that work goes on between them. Several may do so at once; they write the same.
 *
 * @param isStopped asked before each block; may take its time
 */
export async function rebuildSnapshot(
  database: SnapshotDatabase,
  partition: string,
  isStopped: () => boolean | Promise<boolean>,
): Promise<void> {
  const { wanted, kept } = await database.read(async (db) => {
    const cases = await db.rows<CaseVersion>(sql`
      select case_id as "caseId", version from case_state where office = ${partition} order by case_id`);
    const blocks = await db.rows<{ bucket: string; ids: string }>(
      sql`select bucket, ids from snapshot_block where partition = ${partition}`,
    );
    return { wanted: byBucket(cases), kept: new Map(blocks.map(({ bucket, ids }) => [bucket, ids])) };
  });
  for (const [bucket, cases] of wanted) {
    if (kept.get(bucket) === idsOf(cases)) continue;
    if (await isStopped()) return;
    await database.write((db) => writeBlock(db, partition, bucket));
  }
  const gone = [...kept.keys()].filter((bucket) => !wanted.has(bucket));
  if (gone.length === 0 || (await isStopped())) return;
  await database.write((db) =>
    db.run(sql`delete from snapshot_block where partition = ${partition} and bucket = any(${gone}::text[])`),
  );
}

function byBucket(cases: readonly CaseVersion[]): ReadonlyMap<string, readonly CaseVersion[]> {
  const depth = bucketDepth(cases.length);
  const buckets = new Map<string, CaseVersion[]>();
  for (const each of cases) {
    const bucket = each.caseId.slice(0, depth);
    const known = buckets.get(bucket);
    if (known === undefined) buckets.set(bucket, [each]);
    else known.push(each);
  }
  return buckets;
}
