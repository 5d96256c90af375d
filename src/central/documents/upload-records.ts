import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** An upload under way. */
export interface Upload {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly bytesHere: number;
  readonly pieces: number;
  readonly begunBy: string;
  readonly expiresAt: string;
}

interface UploadRow {
  readonly upload_id: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly bytes_here: number;
  readonly pieces: number;
  readonly begun_by: string;
  readonly expires_at: string;
}

const columns = sql`upload_id, sha256, size_bytes, bytes_here, pieces, begun_by, expires_at`;

const fromRow = (row: UploadRow): Upload => ({
  id: row.upload_id,
  sha256: row.sha256,
  sizeBytes: row.size_bytes,
  bytesHere: row.bytes_here,
  pieces: row.pieces,
  begunBy: row.begun_by,
  expiresAt: row.expires_at,
});

export async function findUpload(db: ReadDb, id: string): Promise<Upload | null> {
  const row = await db.first<UploadRow>(sql`select ${columns} from document_upload where upload_id = ${id}`);
  return row === undefined ? null : fromRow(row);
}

/** The upload of this content: the one under way, or a new one under the given id. */
export async function beginUpload(db: WriteDb, wish: Omit<Upload, 'bytesHere' | 'pieces'>): Promise<Upload> {
  const { id, sha256, sizeBytes, begunBy, expiresAt } = wish;
  await db.run(sql`
    insert into document_upload (upload_id, sha256, size_bytes, bytes_here, pieces, begun_by, expires_at)
    values (${id}, ${sha256}, ${sizeBytes}, 0, 0, ${begunBy}, ${expiresAt}) on conflict do nothing`);
  const row = await db.first<UploadRow>(sql`select ${columns} from document_upload where sha256 = ${sha256}`);
  return row === undefined ? { ...wish, bytesHere: 0, pieces: 0 } : fromRow(row);
}

/** Bytes of all uploads that a person has begun and not finished. */
export async function bytesBegunBy(db: ReadDb, officerId: string): Promise<number> {
  const row = await db.first<{ bytes: number | null }>(
    sql`select sum(size_bytes)::bigint as bytes from document_upload where begun_by = ${officerId}`,
  );
  return row?.bytes ?? 0;
}

/** Counts a stored piece. False where the upload has moved on or is gone meanwhile: the piece is nobody's then. */
export async function addPiece(
  db: WriteDb,
  upload: Upload,
  piece: { readonly name: string; readonly length: number },
  expiresAt: string,
): Promise<boolean> {
  const { id, bytesHere } = upload;
  const changed = await db.run(sql`
    update document_upload set bytes_here = ${bytesHere + piece.length}, pieces = pieces + 1, expires_at = ${expiresAt}
    where upload_id = ${id} and bytes_here = ${bytesHere}`);
  if (changed === 0) return false;
  await db.run(sql`insert into upload_piece (upload_id, first_byte, name) values (${id}, ${bytesHere}, ${piece.name})`);
  return true;
}

/** Names of the pieces in the order of their bytes. */
export async function piecesOf(db: ReadDb, id: string): Promise<string[]> {
  const rows = await db.rows<{ name: string }>(
    sql`select name from upload_piece where upload_id = ${id} order by first_byte`,
  );
  return rows.map((row) => row.name);
}

export async function dropUpload(db: WriteDb, id: string): Promise<void> {
  await db.run(sql`delete from document_upload where upload_id = ${id}`);
}

/** Uploads that nobody has gone on with, a few at a time. */
export async function expiredUploads(db: ReadDb, now: string): Promise<string[]> {
  const rows = await db.rows<{ upload_id: string }>(
    sql`select upload_id from document_upload where expires_at < ${now} order by expires_at limit 20`,
  );
  return rows.map((row) => row.upload_id);
}
