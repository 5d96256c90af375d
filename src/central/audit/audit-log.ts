import { createHash } from 'node:crypto';
import type { Instant } from '#shared/model/ids.ts';
import { canonicalText } from '#shared/model/same-value.ts';
import type { WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** Who, what, when, from where, outcome. Ids and codes only, never a name or the text of a file. */
export interface AuditEntry {
  readonly at: Instant;
  /** User code; null where nobody is known (a token that is none). */
  readonly who: string | null;
  readonly device: string | null;
  /** Network address of the request; null for the command line. */
  readonly from: string | null;
  /** `act:<command type>`, `hello:new-device`, `document:read`, ... */
  readonly what: string;
  /** Case id or document hash. */
  readonly subject: string | null;
  readonly outcome: 'done' | 'refused' | 'handed-over' | 'denied';
  readonly code: string | null;
  /** Chain hash of the command envelope, for acts. */
  readonly act: string | null;
}

export const firstChain = '0'.repeat(64);

/** RFC 9162 leaf hash of an entry: SHA-256 over a zero byte and the entry's canonical text. A Merkle log grows from these. */
export function leafHash(entryText: string): string {
  return createHash('sha256').update(Uint8Array.of(0)).update(entryText).digest('hex');
}

/** SHA-256 over the hex text of the chain so far and of the leaf. */
export function nextChain(chain: string, leaf: string): string {
  return createHash('sha256').update(chain).update(leaf).digest('hex');
}

/**
 * Appends to a stream (an office, or `central`) in the caller's transaction. Numbers are dense in the order of commits;
 * each entry's `chain` covers everything before it in its stream. Callers with several streams append in the order of
 * their names, so that two transactions never wait for each other in a ring.
 */
export async function appendAudit(db: WriteDb, stream: string, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const head = await db.first<{ n: number; chain: string }>(sql`
    insert into audit_head (stream, n, chain) values (${stream}, ${entries.length}, ${firstChain})
    on conflict (stream) do update set n = audit_head.n + excluded.n
    returning n, chain`);
  const first = (head?.n ?? entries.length) - entries.length + 1;
  let chain = head?.chain ?? firstChain;
  const chains: string[] = [];
  const leaves: string[] = [];
  const texts = entries.map((entry, index) => canonicalText({ stream, n: first + index, ...entry }));
  for (const text of texts) {
    const leaf = leafHash(text);
    chain = nextChain(chain, leaf);
    leaves.push(leaf);
    chains.push(chain);
  }
  const numbers = texts.map((_, index) => first + index);
  await db.run(sql`
    insert into audit_log (stream, n, entry, leaf, chain)
    select ${stream}, * from unnest(${numbers}::bigint[], ${texts}::text[], ${leaves}::text[], ${chains}::text[])`);
  await db.run(sql`update audit_head set chain = ${chain} where stream = ${stream}`);
}

/** Appends entries of several streams in a safe order. */
export async function appendAuditByStream(
  db: WriteDb,
  entries: readonly { readonly stream: string; readonly entry: AuditEntry }[],
): Promise<void> {
  const streams = [...new Set(entries.map((each) => each.stream))].sort();
  for (const stream of streams) {
    await appendAudit(
      db,
      stream,
      entries.filter((each) => each.stream === stream).map((each) => each.entry),
    );
  }
}
