import type { Actor } from '#shared/model/actor.ts';
import { isDecisionMaker } from '#shared/model/actor.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { WantedDocuments } from '#shared/protocol/documents.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** A content whose bytes central does not have, or not as they should be. */
export interface WantedDocument {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly pages: number | null;
  readonly why: WantedDocuments['documents'][number]['why'];
  /** Office of whoever added it. */
  readonly office: string | null;
  readonly since: string;
  /** Epoch of central in which the store was last asked for it. */
  readonly lookedForIn: string | null;
}

interface WantedRow {
  readonly sha256: string;
  readonly size_bytes: number;
  readonly mime: string;
  readonly pages: number | null;
  readonly why: WantedDocument['why'];
  readonly office: string | null;
  readonly since: string;
  readonly looked_for_in: string | null;
}

const columns = sql`sha256, size_bytes, mime, pages, why, office, since, looked_for_in`;

const fromRow = ({ size_bytes: sizeBytes, looked_for_in: lookedForIn, ...row }: WantedRow): WantedDocument => ({
  ...row,
  sizeBytes,
  lookedForIn,
});

/**
 * Contents that an act has just named: those not here are wanted from now on. Part of the act's transaction, so that there
 * is no moment at which a case names a content that central can neither give nor call missing.
 */
export async function expectDocuments(
  db: WriteDb,
  named: readonly { readonly document: DocumentRecord; readonly office: string | null }[],
  now: string,
): Promise<void> {
  const unique = [...new Map(named.map((each) => [each.document.sha256 as string, each])).values()];
  const files = unique.map((each) => each.document);
  await db.run(sql`
    insert into document_wanted (sha256, size_bytes, mime, pages, why, office, since)
    select sha256, size_bytes, mime, pages, 'new', office, ${now}
    from unnest(${files.map((file) => file.sha256)}::text[], ${files.map((file) => file.sizeBytes)}::bigint[],
      ${files.map((file) => file.mime)}::text[], ${files.map((file) => file.pages)}::int[],
      ${unique.map((each) => each.office)}::text[]) as named (sha256, size_bytes, mime, pages, office)
    where not exists (select 1 from document where document.sha256 = named.sha256)
    on conflict do nothing`);
}

/** The bytes in the store are gone, or not what their hash says; whoever has the document may send it again. */
export async function wantAgain(db: WriteDb, sha256: string, why: 'damaged' | 'lost', now: string): Promise<void> {
  await db.run(sql`
    insert into document_wanted (sha256, size_bytes, mime, pages, why, office, since)
    select sha256, size_bytes, mime, pages, ${why}, null, ${now} from document where sha256 = ${sha256}
    on conflict do nothing`);
}

export async function findWanted(db: ReadDb, sha256: string): Promise<WantedDocument | null> {
  const row = await db.first<WantedRow>(sql`select ${columns} from document_wanted where sha256 = ${sha256}`);
  return row === undefined ? null : fromRow(row);
}

export async function isWantedNoMore(db: WriteDb, sha256: string): Promise<void> {
  await db.run(sql`delete from document_wanted where sha256 = ${sha256}`);
}

/** The store has been asked for these, and does not have them. */
export async function noteLookedFor(db: WriteDb, hashes: readonly string[], epoch: string): Promise<void> {
  await db.run(sql`update document_wanted set looked_for_in = ${epoch} where sha256 = any(${hashes}::text[])`);
}

/** Most that one answer names; a device asks again when it has brought these. */
const askedAtMost = 200;

/** What central wants of the documents that this person's cases name. Which of them a device holds only the device knows. */
export async function wantedFrom(db: ReadDb, who: Actor): Promise<WantedDocument[]> {
  const rows = await db.rows<WantedRow>(sql`
    select ${columns} from document_wanted
    where exists (
      select 1 from case_document join case_state on case_state.case_id = case_document.case_id
      where case_document.sha256 = document_wanted.sha256
        and (case_state.office = ${who.officeId} or (${isDecisionMaker(who)} and case_state.officer = ${who.officerId})))
    order by since, sha256 limit ${askedAtMost}`);
  return rows.map(fromRow);
}
