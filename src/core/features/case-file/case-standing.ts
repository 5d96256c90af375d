import type { OfficerId } from '#shared/model/ids.ts';
import type { ReadDb } from '../../db/connection.ts';
import { eachOf, type Sql, sql } from '../../db/sql.ts';
import { turnedDownUnread } from '../outbox/store.ts';

/** What of this device a line of the queue shows beside the case. */
export interface CaseStanding {
  readonly row: number;
  /** Events by others that its line shows now. */
  readonly news: number;
  /** Contents that the case names, and how many of them are whole on this device. */
  readonly documents: number;
  readonly present: number;
  /** The last event that the person has seen; null where they never opened the case here. */
  readonly seen: number | null;
  /** States of acts of this device that central turned down and nobody has put aside, joined by commas. */
  readonly turnedDown: string | null;
}

export function standingsQuery(officerId: OfficerId, rows: readonly number[]): Sql {
  return sql`select h.row,
    coalesce((select news from queue_row q where q.row = h.row), 0) as news,
    (select count(*) from case_document c where c.row = h.row) as documents,
    (select count(*) from case_document c join document d on d.sha256 = c.sha256
      where c.row = h.row and d.presence = 'present') as present,
    (select seq from case_seen s where s.officer_id = ${officerId} and s.case_id = h.case_id) as seen,
    (select group_concat(distinct state) from outbox o where o.case_id = h.case_id and ${turnedDownUnread}) as turnedDown
    from case_here h where h.row in ${eachOf(rows)}`;
}

/** Of cases that are here, all at once. */
export function readStandings(
  db: ReadDb,
  officerId: OfficerId,
  rows: readonly number[],
): ReadonlyMap<number, CaseStanding> {
  return new Map(db.all<CaseStanding>(standingsQuery(officerId, rows)).map((standing) => [standing.row, standing]));
}
