import { type DocumentAbsence, type DocumentPresence, documentAbsence } from '#shared/contract/case-file.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import { documentsAsListed } from '#shared/model/document-order.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { documentsLeft } from '#shared/model/left-documents.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

export interface DocumentHere {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly mime: string;
  readonly presence: DocumentPresence;
  readonly bytesHere: number;
  readonly absent: DocumentAbsence | null;
}

/** What a case names: its documents as they are listed, then those of drafts that were left on it. */
function documentsNamed(state: CaseState): readonly DocumentRecord[] {
  return [...documentsAsListed(state, programFor(state.application.program)), ...documentsLeft(state)];
}

/** Lists the contents that a case names; those not known yet are missing until fetched. */
export function writeCaseDocuments(db: WriteDb, row: number, state: CaseState, isNew: boolean): void {
  if (!isNew) db.run(sql`delete from case_document where row = ${row}`);
  for (const [place, { sha256, sizeBytes, mime }] of documentsNamed(state).entries()) {
    db.run(
      sql`insert into document (sha256, size_bytes, mime, presence, bytes_here)
        values (${sha256}, ${sizeBytes}, ${mime}, 'missing', 0) on conflict do nothing`,
    );
    db.run(
      sql`insert into case_document (row, sha256, place) values (${row}, ${sha256}, ${place}) on conflict do nothing`,
    );
  }
}

/** As `writeCaseDocuments` for a case that is new here; with how many contents it names and how many are here. */
export function writeNewDocuments(db: WriteDb, row: number, state: CaseState): Presence {
  const contents = new Set<Sha256>();
  let present = 0;
  for (const { sha256, sizeBytes, mime } of documentsNamed(state)) {
    if (contents.has(sha256)) continue;
    const place = contents.size;
    contents.add(sha256);
    const { changes } = db.run(
      sql`insert into document (sha256, size_bytes, mime, presence, bytes_here)
        values (${sha256}, ${sizeBytes}, ${mime}, 'missing', 0) on conflict do nothing`,
    );
    if (changes === 0 && readDocument(db, sha256)?.presence === 'present') present += 1;
    db.run(sql`insert into case_document (row, sha256, place) values (${row}, ${sha256}, ${place})`);
  }
  return { all: contents.size, present };
}

/** How many contents a case names, and how many of them are whole on this device. */
export interface Presence {
  readonly all: number;
  readonly present: number;
}

interface DocumentRow {
  readonly sha256: Sha256;
  readonly size_bytes: number;
  readonly mime: string;
  readonly presence: DocumentPresence;
  readonly bytes_here: number;
  readonly absent: string | null;
}

const toDocument = (row: DocumentRow): DocumentHere => ({
  sha256: row.sha256,
  sizeBytes: row.size_bytes,
  mime: row.mime,
  presence: row.presence,
  bytesHere: row.bytes_here,
  absent: row.absent === null ? null : documentAbsence.parse(JSON.parse(row.absent)),
});

export function readDocument(db: ReadDb, sha256: Sha256): DocumentHere | null {
  const row = db.get<DocumentRow>(
    sql`select sha256, size_bytes, mime, presence, bytes_here, absent from document where sha256 = ${sha256}`,
  );
  return row === undefined ? null : toDocument(row);
}

export function documentsOfCase(db: ReadDb, row: number): readonly DocumentHere[] {
  return db
    .all<DocumentRow>(
      sql`select d.sha256, d.size_bytes, d.mime, d.presence, d.bytes_here, d.absent
        from case_document c join document d on d.sha256 = c.sha256 where c.row = ${row}`,
    )
    .map(toDocument);
}

export function writePresence(db: WriteDb, sha256: Sha256, presence: DocumentPresence, bytesHere: number): void {
  // What is here is not absent; what was said of it then is of no interest any more.
  db.run(
    sql`update document set presence = ${presence}, bytes_here = ${bytesHere},
      absent = case when ${presence} = 'present' then null else absent end where sha256 = ${sha256}`,
  );
}

export function writeAbsence(db: WriteDb, sha256: Sha256, absent: DocumentAbsence): void {
  db.run(
    sql`update document set absent = ${JSON.stringify(absent)} where sha256 = ${sha256} and presence <> 'present'`,
  );
}

/** A file that is being added: its content is known before any case names it. */
export function insertAdded(
  db: WriteDb,
  { sha256, sizeBytes, mime }: Omit<DocumentHere, 'presence' | 'bytesHere' | 'absent'>,
): void {
  db.run(
    sql`insert into document (sha256, size_bytes, mime, presence, bytes_here)
      values (${sha256}, ${sizeBytes}, ${mime}, 'missing', 0) on conflict do nothing`,
  );
}

/** Bytes of documents on the device, whole or in part. */
export function bytesHeld(db: ReadDb): number {
  return db.value<number | null>(sql`select sum(bytes_here) from document`) ?? 0;
}

export function casesNaming(db: ReadDb, sha256: Sha256): readonly CaseId[] {
  return db.column<CaseId>(
    sql`select h.case_id from case_document c join case_here h on h.row = c.row where c.sha256 = ${sha256}`,
  );
}

/** A case on the device names it, or it was added here and its act is on its way. */
export function mayRead(db: ReadDb, sha256: Sha256): boolean {
  const found = db.value<number>(
    sql`select exists (select 1 from case_document where sha256 = ${sha256})
      or exists (select 1 from document_owed where sha256 = ${sha256} and n is not null)`,
  );
  return found === 1;
}

export function countMissing(db: ReadDb): { readonly missing: number; readonly missingBytes: number } {
  const found = db.get<{ missing: number; missingBytes: number | null }>(
    sql`select count(*) as missing, sum(size_bytes - bytes_here) as missingBytes from document d
      where presence <> 'present' and not exists (select 1 from document_owed w where w.sha256 = d.sha256)
        and exists (select 1 from case_document c join case_here h on h.row = c.row
        where c.sha256 = d.sha256 and h.sight <> 'summary')`,
  );
  return { missing: found?.missing ?? 0, missingBytes: found?.missingBytes ?? 0 };
}

/** Contents of a case that is leaving, which no other case names and of which not all is here, are wanted no more. */
export function forgetWanted(db: WriteDb, row: number): void {
  db.run(
    sql`delete from document where presence <> 'present'
      and not exists (select 1 from document_owed w where w.sha256 = document.sha256)
      and sha256 in (select sha256 from case_document where row = ${row})
      and not exists (select 1 from case_document o where o.sha256 = document.sha256 and o.row <> ${row})`,
  );
}

/** Contents that are here, wholly or in part, and are named by cases in summary only: they came for a reading of the whole. */
export function documentsOfSummaries(db: ReadDb): readonly Sha256[] {
  return db.column<Sha256>(
    sql`select sha256 from document d where d.bytes_here > 0
      and exists (select 1 from case_document c where c.sha256 = d.sha256)
      and not exists (select 1 from case_document c join case_here h on h.row = c.row
        where c.sha256 = d.sha256 and h.sight <> 'summary')`,
  );
}

export function unnamedDocuments(db: ReadDb): readonly Sha256[] {
  return db.column<Sha256>(
    sql`select sha256 from document d where not exists (select 1 from case_document c where c.sha256 = d.sha256)
      and not exists (select 1 from document_owed w where w.sha256 = d.sha256)`,
  );
}

export function forgetDocument(db: WriteDb, sha256: Sha256): void {
  db.run(sql`delete from document where sha256 = ${sha256}`);
}
