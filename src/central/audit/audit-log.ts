import type { LogEntry } from '#shared/protocol/log-entry.ts';
import { entryText } from '#shared/protocol/log-entry.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { firstChain, leafHash, nextChain } from './hashes.ts';
import type { LogSigner } from './log-signer.ts';
import { coverEntries, growStream, type StreamTree } from './log-tree.ts';

/** Where an entry stands; `n` counts from 1. */
export interface LogPlace {
  readonly stream: string;
  readonly n: number;
}

interface HeadRow {
  readonly n: number;
  readonly chain: string;
  readonly covered: number;
  readonly tree: string;
}

/**
 * Appends to a stream (an office, or `central`) in the caller's transaction. Numbers are dense in the order of commits;
 * each entry's `chain` covers everything before it in its stream, and so does the tree, whose head is signed anew. Callers
 * with several streams append in the order of their names, so that two transactions never wait for each other in a ring.
 *
 * @returns number of the first of these entries
 */
export async function appendAudit(
  db: WriteDb,
  signer: LogSigner,
  stream: string,
  entries: readonly LogEntry[],
): Promise<number> {
  const newest = entries.at(-1);
  if (newest === undefined) return 0;
  const head = await db.first<HeadRow>(sql`
    insert into audit_head (stream, n, chain) values (${stream}, ${entries.length}, ${firstChain})
    on conflict (stream) do update set n = audit_head.n + excluded.n
    returning n, chain, covered, tree`);
  const size = head?.n ?? entries.length;
  const first = size - entries.length + 1;
  const before = await treeBefore(db, stream, first - 1, head);
  let chain = head?.chain ?? firstChain;
  const texts = entries.map((entry, index) => entryText(stream, first + index, entry));
  const leaves = texts.map(leafHash);
  const chains = leaves.map((leaf) => {
    chain = nextChain(chain, leaf);
    return chain;
  });
  const numbers = texts.map((_, index) => first + index);
  await db.run(sql`
    insert into audit_log (stream, n, entry, leaf, chain)
    select ${stream}, * from unnest(${numbers}::bigint[], ${texts}::text[], ${leaves}::text[], ${chains}::text[])`);
  const { peaks, root } = await growStream(db, stream, before, leaves);
  const { at, epoch, sig } = signer.sign({ stream, size, root, at: newest.at });
  await db.run(sql`
    update audit_head set chain = ${chain}, covered = ${size}, tree = ${peaks.join('')}, root = ${root},
      signed_at = ${at}, epoch = ${epoch}, sig = ${sig}
    where stream = ${stream}`);
  return first;
}

async function treeBefore(db: WriteDb, stream: string, size: number, head: HeadRow | undefined): Promise<StreamTree> {
  const tree = { size: head?.covered ?? 0, peaks: peaksOfText(head?.tree ?? '') };
  return tree.size === size ? tree : coverEntries(db, stream, tree, size);
}

/** `audit_head.tree`: hashes of 64 digits in a row. */
export function peaksOfText(text: string): string[] {
  return text.match(/.{64}/gu) ?? [];
}

/**
 * Appends entries of several streams in a safe order.
 *
 * @returns the place of each, in the order given
 */
export async function appendAuditByStream(
  db: WriteDb,
  signer: LogSigner,
  entries: readonly { readonly stream: string; readonly entry: LogEntry }[],
): Promise<LogPlace[]> {
  const places: LogPlace[] = [];
  for (const stream of [...new Set(entries.map((each) => each.stream))].sort()) {
    const own = entries.flatMap((each, index) => (each.stream === stream ? [{ index, entry: each.entry }] : []));
    const first = await appendAudit(
      db,
      signer,
      stream,
      own.map((each) => each.entry),
    );
    own.forEach(({ index }, place) => {
      places[index] = { stream, n: first + place };
    });
  }
  return places;
}

/**
 * Takes in what a database from before the tree holds, and signs heads anew where they are of another epoch. Done when
 * central opens; costs nothing when there is nothing to do.
 */
export async function bringLogUpToDate(
  write: <Value>(work: (db: WriteDb) => Promise<Value>) => Promise<Value>,
  signer: LogSigner,
  now: LogEntry['at'],
): Promise<void> {
  const streams = await write((db) => staleStreams(db, signer.epoch));
  for (const stream of streams) {
    await write(async (db) => {
      const head = await db.first<HeadRow>(
        sql`select n, chain, covered, tree from audit_head where stream = ${stream} for update`,
      );
      if (head === undefined) return;
      const covered = await treeBefore(db, stream, head.n, head);
      const { peaks, root } = await growStream(db, stream, covered, []);
      const { at, epoch, sig } = signer.sign({ stream, size: head.n, root, at: now });
      await db.run(sql`
        update audit_head set covered = n, tree = ${peaks.join('')}, root = ${root}, signed_at = ${at}, epoch = ${epoch},
          sig = ${sig}
        where stream = ${stream}`);
    });
  }
}

async function staleStreams(db: ReadDb, epoch: string): Promise<string[]> {
  const rows = await db.rows<{ stream: string }>(
    sql`select stream from audit_head where covered < n or epoch <> ${epoch} order by stream`,
  );
  return rows.map((row) => row.stream);
}
