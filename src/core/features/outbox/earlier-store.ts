import type { CommandType } from '#shared/model/command.ts';
import type { CaseId, Instant, OfficerId } from '#shared/model/ids.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { joinSql, listSql, type Sql, sql } from '../../db/sql.ts';
import type { ActProof } from '../../sync/ports.ts';
import { type ProofRow, toProof } from './proof-store.ts';
import type { LedgerAsk } from './store.ts';

/** An act of a device that this store was before, which central had answered and of which nothing is open. */
export interface EarlierAnswered {
  readonly id: number;
  readonly n: number;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly actor: OfficerId;
  readonly type: CommandType;
  readonly summary: Readonly<Record<string, string>>;
  readonly actAt: Instant;
  readonly envelope: CommandEnvelope;
  readonly state: 'received' | 'refused' | 'handed-over';
  readonly result: CommandResult;
}

type EarlierRow = Omit<EarlierAnswered, 'summary' | 'envelope' | 'result'> & {
  readonly summary: string;
  readonly envelope: string;
  readonly result: string;
};

const columns = sql`id, n, case_id as caseId, case_number as caseNumber, actor, type, summary, act_at as actAt, envelope,
  state, result`;

const toEarlier = ({ summary, envelope, result, ...row }: EarlierRow): EarlierAnswered => ({
  ...row,
  summary: JSON.parse(summary) as EarlierAnswered['summary'],
  envelope: JSON.parse(envelope) as CommandEnvelope,
  result: JSON.parse(result) as CommandResult,
});

/** The same lines that are asked for of this device's own ledger; `open` asks for none that has a receipt. */
function isAsked({ show, caseNumber = '', kinds = [], whose = 'own' }: LedgerAsk, officerId: OfficerId): Sql {
  const parts: Sql[] = [sql`result is not null and dealt is not null`];
  if (show === 'open') parts.push(sql`0`);
  if (show === 'refused') parts.push(sql`state in ('refused', 'handed-over')`);
  if (whose === 'own') parts.push(sql`actor = ${officerId}`);
  if (kinds.length > 0) parts.push(sql`type in ${listSql(kinds)}`);
  if (caseNumber !== '') {
    parts.push(sql`instr(upper(case_number), upper(${caseNumber})) > 0`);
    parts.push(sql`(actor = ${officerId} or exists (select 1 from case_here h where h.case_id = earlier_act.case_id))`);
  }
  return joinSql(parts, ' and ');
}

export function countEarlier(db: ReadDb, ask: LedgerAsk, officerId: OfficerId): number {
  return db.value<number>(sql`select count(*) from earlier_act where ${isAsked(ask, officerId)}`) ?? 0;
}

/** Newest first. */
export function listEarlier(db: ReadDb, ask: LedgerAsk, officerId: OfficerId): readonly EarlierAnswered[] {
  return db
    .all<EarlierRow>(
      sql`select ${columns} from earlier_act where ${isAsked(ask, officerId)} order by id desc
        limit ${ask.limit} offset ${ask.offset}`,
    )
    .map(toEarlier);
}

export function findEarlier(db: ReadDb, id: number): EarlierAnswered | null {
  const row = db.get<EarlierRow>(sql`select ${columns} from earlier_act where id = ${id} and result is not null`);
  return row === undefined ? null : toEarlier(row);
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
