import type { Actor } from '#shared/model/actor.ts';
import { caseEvent } from '#shared/model/event.ts';
import type { Instant, OfficeId, OfficerId } from '#shared/model/ids.ts';
import { documentNamed } from '#shared/model/left-documents.ts';
import { sightOf } from '#shared/model/visibility.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { readsWholeCaseWith } from '../sync/whole-case.ts';

export interface DocumentFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mime: string;
  /** Null where the pages could not be counted. */
  readonly pages: number | null;
}

export async function putDocumentFiles(db: WriteDb, files: readonly DocumentFile[], now: string): Promise<void> {
  if (files.length === 0) return;
  const unique = [...new Map(files.map((file) => [file.sha256, file])).values()];
  await db.run(sql`
    insert into document (sha256, size_bytes, mime, pages, stored_at)
    select sha256, size_bytes, mime, pages, ${now}
    from unnest(${unique.map((file) => file.sha256)}::text[], ${unique.map((file) => file.sizeBytes)}::bigint[],
      ${unique.map((file) => file.mime)}::text[], ${unique.map((file) => file.pages)}::int[])
      as added (sha256, size_bytes, mime, pages)
    on conflict do nothing`);
}

export async function findDocumentFile(db: ReadDb, sha256: string): Promise<DocumentFile | null> {
  const row = await db.first<{ size_bytes: number; mime: string; pages: number | null }>(
    sql`select size_bytes, mime, pages from document where sha256 = ${sha256}`,
  );
  return row === undefined ? null : { sha256, sizeBytes: row.size_bytes, mime: row.mime, pages: row.pages };
}

/** Which of these contents some record names. */
export async function namedContents(db: ReadDb, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ sha256: string }>(
    sql`select sha256 from document where sha256 = any(${hashes}::text[])`,
  );
  return new Set(rows.map((row) => row.sha256));
}

/**
 * Whoever may read a content may send it; so may who left it on a case by a draft and does not see the case any more: the
 * bytes are on their device alone.
 */
export async function maySendDocument(db: ReadDb, who: Actor, sha256: string, now: Instant): Promise<boolean> {
  if (await mayReadDocument(db, who, sha256, now)) return true;
  const drafts = await db.rows<{ event: string }>(sql`
    select case_event.event from case_document join case_event on case_event.case_id = case_document.case_id
    where case_document.sha256 = ${sha256} and case_event.type = 'act-handed-over'`);
  return drafts.some(({ event }) => {
    const left = caseEvent.parse(JSON.parse(event));
    return left.by === who.officerId && documentNamed(left)?.sha256 === sha256;
  });
}

/**
 * A person may read a content when some case that they see in full or at intake holds it, or one that they read whole with
 * a reason just now; a summary has no documents.
 */
export async function mayReadDocument(db: ReadDb, who: Actor, sha256: string, now: Instant): Promise<boolean> {
  const scopes = await db.rows<{ office: OfficeId; officer: OfficerId | null }>(sql`
    select distinct case_state.office, case_state.officer
    from case_document join case_state on case_state.case_id = case_document.case_id
    where case_document.sha256 = ${sha256}`);
  const isSeen = scopes.some(({ office, officer }) => {
    const sight = sightOf(who, { officeId: office, officerId: officer });
    return sight === 'full' || sight === 'intake';
  });
  return isSeen || readsWholeCaseWith(db, who, sha256, now);
}
