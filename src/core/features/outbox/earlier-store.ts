import type { OfficerId } from '#shared/model/ids.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { joinSql, type Sql, sql } from '../../db/sql.ts';
import type { ActProof } from '../../sync/ports.ts';
import { isAskedOfAny, type LedgerAsk } from './ledger-ask.ts';
import { type ProofRow, toProof } from './proof-store.ts';
import { type Act, readActTexts } from './store.ts';

/** What is known of any act of a device that this store was before. */
export interface EarlierAct
  extends Pick<Act, 'n' | 'caseId' | 'caseNumber' | 'actor' | 'type' | 'summary' | 'actAt' | 'envelope'> {
  readonly id: number;
}

/** An act as a row has it: these as JSON, the rest as it is. */
export type AsRow<Stored, Json extends keyof Stored> = Omit<Stored, Json> & Readonly<Record<Json, string>>;

export const earlierColumns = sql`id, n, case_id as caseId, case_number as caseNumber, actor, type, summary,
  act_at as actAt, envelope`;

/** One that central had answered and of which nothing is open. */
export interface EarlierAnswered extends EarlierAct {
  readonly state: 'received' | 'refused' | 'handed-over';
  readonly result: CommandResult;
}

type AnsweredRow = AsRow<EarlierAnswered, 'summary' | 'envelope' | 'result'>;

const columns = sql`${earlierColumns}, state, result`;

const toAnswered = (row: AnsweredRow): EarlierAnswered => ({
  ...row,
  ...readActTexts(row),
  result: JSON.parse(row.result) as CommandResult,
});

/** The same lines that are asked for of this device's own ledger; `open` asks for none that has a receipt. */
function isAsked(ask: LedgerAsk, officerId: OfficerId): Sql {
  const parts = [sql`result is not null and dealt is not null`];
  parts.push(...isAskedOfAny(ask, officerId, sql`earlier_act.case_id`));
  if (ask.show === 'open') parts.push(sql`0`);
  if (ask.show === 'refused') parts.push(sql`state in ('refused', 'handed-over')`);
  return joinSql(parts, ' and ');
}

export function countEarlier(db: ReadDb, ask: LedgerAsk, officerId: OfficerId): number {
  return db.value<number>(sql`select count(*) from earlier_act where ${isAsked(ask, officerId)}`) ?? 0;
}

/** Newest first. */
export function listEarlier(db: ReadDb, ask: LedgerAsk, officerId: OfficerId): readonly EarlierAnswered[] {
  return db
    .all<AnsweredRow>(
      sql`select ${columns} from earlier_act where ${isAsked(ask, officerId)} order by id desc
        limit ${ask.limit} offset ${ask.offset}`,
    )
    .map(toAnswered);
}

export function findEarlier(db: ReadDb, id: number): EarlierAnswered | null {
  const row = db.get<AnsweredRow>(sql`select ${columns} from earlier_act where id = ${id} and result is not null`);
  return row === undefined ? null : toAnswered(row);
}

/** Every proof goes along with its act, before the ledger is emptied and the device renewed. */
export function keepProofs(db: WriteDb): void {
  db.run(
    sql`insert into earlier_proof (id, device_key, entry, leaf, path, seen_from, has_result, stream, size, root, at, epoch,
        sig)
      select e.id, lower(hex(d.public_key)), p.entry, p.leaf, p.path, p.seen_from, p.has_result, h.stream, h.size, h.root,
        h.at, h.epoch, h.sig
      from outbox_proof p join log_head h on h.id = p.head join device d
        join earlier_act e on e.client_id = d.client_id and e.n = p.n`,
  );
}

/** Null for answers from before receipts were proven, and from before proofs were kept. */
export function readEarlierProof(db: ReadDb, id: number): { proof: ActProof; deviceKey: string } | null {
  const row = db.get<ProofRow & { readonly device_key: string }>(
    sql`select e.n, p.entry, p.leaf, p.path, p.seen_from, p.has_result, p.stream, p.size, p.root, p.at, p.epoch, p.sig,
        p.device_key
      from earlier_proof p join earlier_act e on e.id = p.id where p.id = ${id}`,
  );
  return row === undefined ? null : { proof: toProof(row), deviceKey: row.device_key };
}
