import type { DocumentId, OfficerId } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

/** How a person left the pages of a document: page index to quarter turns clockwise. Pages not turned are left out. */
export function readRotations(db: ReadDb, officerId: OfficerId, documentId: DocumentId): Record<string, number> {
  const rows = db.all<{ page: number; turns: number }>(
    sql`select page_index as page, quarter_turns as turns from page_rotation
      where officer_id = ${officerId} and document_id = ${documentId}`,
  );
  return Object.fromEntries(rows.map(({ page, turns }) => [String(page), turns]));
}

export function writeRotation(
  db: WriteDb,
  officerId: OfficerId,
  documentId: DocumentId,
  pageIndex: number,
  quarterTurns: number,
): void {
  db.run(
    quarterTurns === 0
      ? sql`delete from page_rotation
          where officer_id = ${officerId} and document_id = ${documentId} and page_index = ${pageIndex}`
      : sql`insert or replace into page_rotation (officer_id, document_id, page_index, quarter_turns)
          values (${officerId}, ${documentId}, ${pageIndex}, ${quarterTurns})`,
  );
}
