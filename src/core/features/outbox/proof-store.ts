import type { Instant } from '#shared/model/ids.ts';
import type { LogIdentity, TreeHead } from '#shared/protocol/tree-head.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import type { ActProof, LogTrust } from '../../sync/ports.ts';

export function readLogIdentity(db: ReadDb): LogIdentity | null {
  return db.get<LogIdentity>(sql`select log_id as logId, key from log_identity`) ?? null;
}

export function readLogTrust(db: ReadDb): LogTrust {
  const heads = db.all<TreeHead>(
    sql`select stream, size, root, at, epoch, sig from log_head where trusted = 1 order by stream`,
  );
  return { identity: readLogIdentity(db), heads };
}

/** Kept from the first contact on; later ones change nothing. */
export function pinLogIdentity(db: WriteDb, { logId, key }: LogIdentity): void {
  db.run(sql`insert into log_identity (one, log_id, key) values (1, ${logId}, ${key}) on conflict do nothing`);
}

/**
 * A head that has been verified is what the next one of its stream has to continue. The one before it stays only where a
 * receipt rests on it.
 *
 * @returns its id
 */
export function trustHead(db: WriteDb, head: TreeHead): number {
  const known = db.get<{ id: number; root: string; epoch: string }>(
    sql`select id, root, epoch from log_head where stream = ${head.stream} and size = ${head.size} and trusted = 1`,
  );
  if (known?.root === head.root && known.epoch === head.epoch) return known.id;
  db.run(sql`delete from log_head where stream = ${head.stream} and trusted = 1
    and not exists (select 1 from outbox_proof where outbox_proof.head = log_head.id)`);
  db.run(sql`update log_head set trusted = 0 where stream = ${head.stream} and trusted = 1`);
  return db.run(
    sql`insert into log_head (stream, size, root, at, epoch, sig, trusted)
      values (${head.stream}, ${head.size}, ${head.root}, ${head.at}, ${head.epoch}, ${head.sig}, 1)`,
  ).lastId;
}

/** Receipts stay provable under the heads that they came with, but the log may begin anew: central was restored. */
export function forgetTrust(db: WriteDb): void {
  db.run(sql`delete from log_head where not exists (select 1 from outbox_proof where outbox_proof.head = log_head.id)`);
  db.run(sql`update log_head set trusted = 0`);
}

/** Proofs of answers, and their heads as the newest that are trusted. */
export function writeProofs(db: WriteDb, proofs: readonly ActProof[]): void {
  const ids = new Map<TreeHead, number>();
  for (const { n, head, entry, leaf, path, from, hasResult } of proofs) {
    const id = ids.get(head) ?? trustHead(db, head);
    ids.set(head, id);
    db.run(sql`insert into outbox_proof (n, entry, leaf, path, seen_from, has_result, head)
      values (${n}, ${entry}, ${leaf}, ${path.join('')}, ${from}, ${hasResult}, ${id})
      on conflict (n) do update set entry = excluded.entry, leaf = excluded.leaf, path = excluded.path,
        seen_from = excluded.seen_from, has_result = excluded.has_result, head = excluded.head`);
  }
}

/** Central begins anew: every act is offered and proven again. */
export function deleteProofs(db: WriteDb): void {
  db.run(sql`delete from outbox_proof`);
}

export interface ProofRow extends TreeHead {
  readonly n: number;
  readonly entry: number;
  readonly leaf: string;
  readonly path: string;
  readonly seen_from: string | null;
  readonly has_result: number;
}

/** Null for acts without an answer, and for answers from before receipts were proven. */
export function readProof(db: ReadDb, n: number): ActProof | null {
  const row = db.get<ProofRow>(
    sql`select n, entry, leaf, path, seen_from, has_result, stream, size, root, at, epoch, sig
      from outbox_proof join log_head on log_head.id = outbox_proof.head where n = ${n}`,
  );
  return row === undefined ? null : toProof(row);
}

export function toProof(row: ProofRow): ActProof {
  const { n, entry, leaf, stream, size, root, at, epoch, sig } = row;
  return {
    n,
    head: { stream, size, root, at, epoch, sig },
    entry,
    leaf,
    path: row.path.match(/.{64}/gu) ?? [],
    from: row.seen_from,
    hasResult: row.has_result === 1,
  };
}

/** Two heads that cannot both be true, kept as they came. */
export function keepEvidence(db: WriteDb, heads: { kept: TreeHead; offered: TreeHead }, now: Instant): void {
  db.run(sql`insert into log_evidence (noted_at, kept, offered)
    values (${now}, ${JSON.stringify(heads.kept)}, ${JSON.stringify(heads.offered)}) on conflict do nothing`);
}

export interface LogEvidence {
  readonly notedAt: Instant;
  readonly kept: TreeHead;
  readonly offered: TreeHead;
}

export function readEvidence(db: ReadDb): readonly LogEvidence[] {
  return db
    .all<{ notedAt: Instant; kept: string; offered: string }>(
      sql`select noted_at as notedAt, kept, offered from log_evidence order by id`,
    )
    .map(({ notedAt, kept, offered }) => ({
      notedAt,
      kept: JSON.parse(kept) as TreeHead,
      offered: JSON.parse(offered) as TreeHead,
    }));
}
