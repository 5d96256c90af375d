import type { ClientId, OfficerId } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import { type AsRow, type EarlierAct, earlierColumns } from '../outbox/earlier-store.ts';
import { readActTexts, unanswered } from '../outbox/store.ts';

/** An open act of a device that this store was before. */
export interface KeptAct extends EarlierAct {
  readonly clientId: ClientId;
  readonly state: 'waiting' | 'refused' | 'handed-over';
}

type KeptRow = AsRow<KeptAct, 'summary' | 'envelope'>;

const columns = sql`${earlierColumns}, client_id as clientId, state`;

const toKept = (row: KeptRow): KeptAct => ({ ...row, ...readActTexts(row) });

/** The whole ledger becomes that of the device before. Open stays what central or its author has not answered. */
export function keepLedger(db: WriteDb): void {
  db.run(
    sql`insert into earlier_act (client_id, n, act_id, case_id, case_number, actor, type, summary, act_at, envelope,
        state, result, dealt)
      select client_id, n, act_id, case_id, coalesce(nullif(case_number, ''), (select q.number from case_here h
        join queue_row q on q.row = h.row where h.case_id = outbox.case_id), ''), actor, type, summary, act_at, envelope,
        state, result, case when state = 'waiting' or (${unanswered}) then null else 'closed' end
      from outbox, device order by n`,
  );
}

/** Acts of one device have its numbers: the next one's begin at 1 again. */
export function emptyLedger(db: WriteDb): void {
  db.run(sql`delete from outbox`);
}

/** In the order in which they were done. */
export function openActs(db: ReadDb, officerId: OfficerId): readonly KeptAct[] {
  return db
    .all<KeptRow>(sql`select ${columns} from earlier_act where dealt is null and actor = ${officerId} order by id`)
    .map(toKept);
}

export function countOthers(db: ReadDb, officerId: OfficerId): number {
  const others = sql`select count(*) from earlier_act where dealt is null and actor <> ${officerId}`;
  return db.value<number>(others) ?? 0;
}

export function findOpen(db: ReadDb, id: number, officerId: OfficerId): KeptAct | null {
  const row = db.get<KeptRow>(
    sql`select ${columns} from earlier_act where id = ${id} and dealt is null and actor = ${officerId}`,
  );
  return row === undefined ? null : toKept(row);
}

export function markDealt(db: WriteDb, id: number, how: 'again' | 'done', againN: number | null): void {
  db.run(sql`update earlier_act set dealt = ${how}, again_n = ${againN} where id = ${id}`);
}
