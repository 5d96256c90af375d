import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Instant, Sha256 } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

/** A document that central is still to get from this device. */
export interface OwedDocument {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** Bytes that central has confirmed. */
  readonly bytesThere: number;
  readonly problem: ErrorCode | null;
}

/** A file is being taken in: it stays although nothing names it yet. */
export function owe(db: WriteDb, sha256: Sha256, since: Instant): void {
  db.run(
    sql`insert into document_owed (sha256, n, owed_since, bytes_there) values (${sha256}, null, ${since}, 0)
      on conflict do nothing`,
  );
}

/** The act that names it; part of the transaction that writes the act. */
export function oweByAct(db: WriteDb, sha256: Sha256, n: number, since: Instant): void {
  db.run(
    sql`insert into document_owed (sha256, n, owed_since, bytes_there) values (${sha256}, ${n}, ${since}, 0)
      on conflict (sha256) do update set n = excluded.n`,
  );
}

/** What one act named is named by another from now on. Part of the transaction that writes that act. */
export function passOwed(db: WriteDb, from: number, to: number): void {
  db.run(sql`update document_owed set n = ${to} where n = ${from}`);
}

/** Taking in was given up, or cut by the end of the program: nothing says "saved" of these. */
export function forgetUnfinished(db: WriteDb, sha256: Sha256 | null = null): void {
  db.run(sql`delete from document_owed where n is null and (${sha256} is null or sha256 = ${sha256})`);
}

/** Central has it. */
export function settleOwed(db: WriteDb, sha256: Sha256): void {
  db.run(sql`delete from document_owed where sha256 = ${sha256}`);
}

/**
 * The person has read why central turned the act down: the document is nobody's. One that lies on its case with a draft is
 * still to be brought there, whatever its author has read: the officer of the case decides about it.
 */
export function forgetTurnedDown(db: WriteDb): void {
  db.run(sql`delete from document_owed where n in (select n from outbox where state = 'refused' and acknowledged = 1)`);
}

export function noteSent(db: WriteDb, sha256: Sha256, bytesThere: number, problem: ErrorCode | null): void {
  db.run(sql`update document_owed set bytes_there = ${bytesThere}, problem = ${problem} where sha256 = ${sha256}`);
}

/**
 * The acts are now those of the device before, under their ids there, negative: no act of this device has such a number.
 */
export function oweByEarlier(db: WriteDb): void {
  db.run(
    sql`update document_owed set n = (select -e.id from earlier_act e join device d on d.client_id = e.client_id
      where e.n = document_owed.n) where n > 0`,
  );
}

/** The person has dealt with the act of the device before that names it; a draft's goes to central all the same. */
export function forgetEarlier(db: WriteDb, id: number): void {
  db.run(
    sql`delete from document_owed where n = ${-id}
      and not exists (select 1 from earlier_act where id = ${id} and state = 'handed-over')`,
  );
}

/** Those whose act central has accepted, or keeps as a draft, oldest first: what it does not know of it would not take. */
export function owedDocuments(db: ReadDb): readonly OwedDocument[] {
  return db.all<OwedDocument>(
    sql`select w.sha256, d.size_bytes as sizeBytes, w.bytes_there as bytesThere, w.problem
      from document_owed w join document d on d.sha256 = w.sha256
        left join outbox x on x.n = w.n left join earlier_act e on e.id = -w.n
      where x.state in ('received', 'handed-over') or e.state in ('received', 'handed-over') order by w.n`,
  );
}

/** How a content stands on its way up; null where nothing is owed. */
export function readOwed(db: ReadDb, sha256: Sha256): Pick<OwedDocument, 'bytesThere' | 'problem'> | null {
  return (
    db.get<Pick<OwedDocument, 'bytesThere' | 'problem'>>(
      sql`select bytes_there as bytesThere, problem from document_owed where sha256 = ${sha256}`,
    ) ?? null
  );
}

export function countOwed(db: ReadDb): { readonly owed: number; readonly owedBytes: number } {
  const found = db.get<{ owed: number; owedBytes: number | null }>(
    sql`select count(*) as owed, sum(d.size_bytes - w.bytes_there) as owedBytes
      from document_owed w join document d on d.sha256 = w.sha256 where w.n is not null`,
  );
  return { owed: found?.owed ?? 0, owedBytes: found?.owedBytes ?? 0 };
}
