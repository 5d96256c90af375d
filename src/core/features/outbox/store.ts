import type { ErrorCode } from '#shared/errors/codes.ts';
import type { CommandType } from '#shared/model/command.ts';
import { type ConflictAnswer, lookingTypes } from '#shared/model/conflict.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, Instant, OfficerId } from '#shared/model/ids.ts';
import type { RecordFields } from '#shared/model/record-fields.ts';
import type { Refusal } from '#shared/model/refusal.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { eachOf, emptySql, joinSql, type Sql, sql } from '../../db/sql.ts';
import { isAskedOfAny, type LedgerAsk } from './ledger-ask.ts';

export type ActState = 'waiting' | 'received' | 'refused' | 'handed-over';

/** An act as the ledger holds it. */
export interface Act {
  readonly n: number;
  readonly actId: string;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly actor: OfficerId;
  readonly type: CommandType;
  readonly summary: Readonly<Record<string, string>>;
  readonly actAt: Instant;
  readonly envelope: CommandEnvelope;
  readonly hash: string;
  /** Events over central's newest state; empty where the act would no longer hold. */
  readonly events: readonly CaseEvent[];
  readonly predicted: Refusal | null;
  readonly state: ActState;
  readonly settled: boolean;
  readonly acknowledged: boolean;
  readonly result: CommandResult | null;
  /** It was on its way so often without an answer; null where it never failed. */
  readonly failedTries: FailedTries | null;
  /** The record as its author saw it when it was done; null for acts salvaged from the journal. */
  readonly seen: RecordFields | null;
  readonly answer: ConflictAnswer | null;
}

export interface FailedTries {
  readonly count: number;
  readonly code: ErrorCode;
  readonly at: Instant;
}

interface ActRow {
  readonly n: number;
  readonly act_id: string;
  readonly case_id: string;
  readonly case_number: string;
  readonly actor: string;
  readonly type: string;
  readonly summary: string;
  readonly act_at: string;
  readonly envelope: string;
  readonly hash: string;
  readonly events: string;
  readonly predicted: string | null;
  readonly state: string;
  readonly settled: number;
  readonly acknowledged: number;
  readonly result: string | null;
  readonly failed_tries: number;
  readonly last_failure: string | null;
  readonly last_tried_at: string | null;
  readonly seen: string | null;
  readonly answer: string | null;
}

const columns = sql`n, act_id, case_id, case_number, actor, type, summary, act_at, envelope, hash, events, predicted,
  state, settled, acknowledged, result, failed_tries, last_failure, last_tried_at, seen, answer`;

/** Only looking was refused: nothing is to be answered. */
const looking = sql`type in ('case.open', 'document.mark-read')`;

/** Refused or left on the case, and the person has not put it aside. */
export const turnedDownUnread = sql`state in ('refused', 'handed-over') and acknowledged = 0 and not ${looking}`;

/** What every ledger keeps as JSON of an act. */
export function readActTexts(row: Readonly<Record<'summary' | 'envelope', string>>): Pick<Act, 'summary' | 'envelope'> {
  return { summary: JSON.parse(row.summary) as Act['summary'], envelope: JSON.parse(row.envelope) as CommandEnvelope };
}

function toAct(row: ActRow): Act {
  return {
    n: row.n,
    actId: row.act_id,
    caseId: row.case_id as CaseId,
    caseNumber: row.case_number,
    actor: row.actor as OfficerId,
    type: row.type as CommandType,
    ...readActTexts(row),
    actAt: row.act_at as Instant,
    hash: row.hash,
    events: JSON.parse(row.events) as CaseEvent[],
    predicted: row.predicted === null ? null : (JSON.parse(row.predicted) as Refusal),
    state: row.state as ActState,
    settled: row.settled === 1,
    acknowledged: row.acknowledged === 1,
    result: row.result === null ? null : (JSON.parse(row.result) as CommandResult),
    failedTries:
      row.last_failure === null || row.last_tried_at === null
        ? null
        : { count: row.failed_tries, code: row.last_failure as ErrorCode, at: row.last_tried_at as Instant },
    seen: row.seen === null ? null : (JSON.parse(row.seen) as RecordFields),
    answer: row.answer as ConflictAnswer | null,
  };
}

/** Puts a new act into the ledger, waiting. Part of the caller's transaction. */
export function insertAct(
  db: WriteDb,
  act: Omit<Act, 'state' | 'settled' | 'acknowledged' | 'result' | 'predicted' | 'failedTries' | 'answer'>,
): void {
  db.run(
    sql`insert into outbox (n, act_id, case_id, case_number, actor, type, summary, act_at, envelope, hash, events,
      predicted, state, settled, acknowledged, seen)
      values (${act.n}, ${act.actId}, ${act.caseId}, ${act.caseNumber}, ${act.actor}, ${act.type},
      ${JSON.stringify(act.summary)}, ${act.actAt}, ${JSON.stringify(act.envelope)}, ${act.hash},
      ${JSON.stringify(act.events)}, null, 'waiting', 0, 0, ${act.seen === null ? null : JSON.stringify(act.seen)})`,
  );
}

export function actNumberOf(db: ReadDb, actId: string): number | null {
  return db.value<number>(sql`select n from outbox where act_id = ${actId}`) ?? null;
}

/** The newest opening of a case by a person with a reason; null where none is on this device. */
export function newestOpening(db: ReadDb, caseId: CaseId, officerId: OfficerId): number | null {
  const found = db.value<number>(
    sql`select n from outbox where case_id = ${caseId} and actor = ${officerId} and type = 'case.open'
      and json_extract(envelope, '$.payload.reason') is not null order by n desc limit 1`,
  );
  return found ?? null;
}

export function isWaiting(db: ReadDb, n: number): boolean {
  return db.value<number>(sql`select state = 'waiting' from outbox where n = ${n}`) === 1;
}

/** Acts that the view of a case needs on top of central's state, in order. */
export function overlayActs(db: ReadDb, caseId: CaseId): readonly Act[] {
  return overlaysOf(db, [caseId]).get(caseId) ?? [];
}

/** As `overlayActs` for many cases; those without such an act are not in it. */
export function overlaysOf(db: ReadDb, ids: readonly CaseId[]): ReadonlyMap<CaseId, readonly Act[]> {
  const overlays = new Map<CaseId, Act[]>();
  for (const row of db.all<ActRow>(overlayQuery(ids))) {
    const act = toAct(row);
    const known = overlays.get(act.caseId);
    if (known === undefined) overlays.set(act.caseId, [act]);
    else known.push(act);
  }
  return overlays;
}

export function overlayQuery(ids: readonly CaseId[]): Sql {
  return sql`select ${columns} from outbox where case_id in ${eachOf(ids)} and settled = 0 order by n`;
}

/** Refused and handed-over acts of a case that the person has not put aside. */
export function unreadRefusals(db: ReadDb, caseId: CaseId): readonly Act[] {
  return db
    .all<ActRow>(sql`select ${columns} from outbox where case_id = ${caseId} and ${turnedDownUnread} order by n`)
    .map(toAct);
}

export function casesWithOverlay(db: ReadDb): readonly CaseId[] {
  return db.column<CaseId>(sql`select distinct case_id from outbox where settled = 0`);
}

/** The cases of the acts of these numbers. */
export function casesOfActs(db: ReadDb, numbers: readonly number[]): readonly CaseId[] {
  return db.column<CaseId>(sql`select distinct case_id from outbox where n in ${eachOf(numbers)}`);
}

/** Envelopes that central has not answered, from the first, at most `limit`. */
export function waitingEnvelopes(db: ReadDb, limit: number): readonly CommandEnvelope[] {
  return db
    .column<string>(sql`select envelope from outbox where state = 'waiting' order by n limit ${limit}`)
    .map((text) => JSON.parse(text) as CommandEnvelope);
}

export function rewriteOverlay(db: WriteDb, n: number, events: readonly CaseEvent[], predicted: Refusal | null): void {
  const reason = predicted === null ? null : JSON.stringify(predicted);
  db.run(sql`update outbox set events = ${JSON.stringify(events)}, predicted = ${reason} where n = ${n}`);
}

/** Acts whose effect is in central's state here: they leave the view on top of it. */
export function settleActs(db: WriteDb, numbers: readonly number[]): void {
  if (numbers.length > 0) db.run(sql`update outbox set settled = 1 where n in ${eachOf(numbers)}`);
}

/** Whether central's answer says that the act's effect is in a case of this version. */
export function isInVersion({ state, result }: Act, version: number): boolean {
  const made = result?.receipt.caseVersion ?? null;
  return state === 'received' && made !== null && made <= version;
}

const stateOfOutcome = { accepted: 'received', refused: 'refused', 'handed-over': 'handed-over' } as const;

/** Central's answer. A refused act leaves the view at once; an accepted one stays until the feed brings its effect. */
export function writeResult(db: WriteDb, result: CommandResult): CaseId | null {
  const state = stateOfOutcome[result.outcome];
  const { number, receivedAt, caseVersion } = result.receipt;
  db.run(
    sql`update outbox set state = ${state}, result = ${JSON.stringify(result)}, receipt_number = ${number},
      received_at = ${receivedAt}, case_version = ${caseVersion},
      settled = case when ${state} = 'received' then settled else 1 end
      where n = ${result.n}`,
  );
  return db.value<CaseId>(sql`select case_id from outbox where n = ${result.n}`) ?? null;
}

/**
 * Central is another one, or has lost answers: every act waits for an answer again, for an answer is worth what the
 * central that gave it is. Acts whose effect is in the cases here stay out of the view on top of them.
 */
export function offerAgain(db: WriteDb): void {
  db.run(
    sql`update outbox set state = 'waiting', result = null, receipt_number = null, received_at = null,
      case_version = null,
      settled = settled = 1 and state = 'received' and json_extract(result, '$.receipt.feed') is not null`,
  );
}

/** What does not go through, by central's answer or foreseen on this device. */
const turnedDown = sql`(state in ('refused', 'handed-over') or (state = 'waiting' and predicted is not null))`;

/** What does not go through and its author has not answered: turned down by central, or foreseen on this device. */
export const unanswered = sql`acknowledged = 0 and not ${looking} and ${turnedDown}`;

/** Unanswered conflicts of a person, oldest first. */
export function unansweredActs(db: ReadDb, officerId: OfficerId): readonly Act[] {
  return db
    .all<ActRow>(sql`select ${columns} from outbox where actor = ${officerId} and ${unanswered} order by n`)
    .map(toAct);
}

/** The same for one act. */
export function isUnanswered({ acknowledged, type, state, predicted }: Act): boolean {
  if (acknowledged || lookingTypes.includes(type)) return false;
  return state === 'refused' || state === 'handed-over' || (state === 'waiting' && predicted !== null);
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly decisions: number;
  /** Unanswered conflicts. */
  readonly refused: number;
}

/**
 * Asked for after every act, of a ledger that days without a line make long: each count reads an index that holds what it
 * counts and nothing else. Left to itself SQLite reads every act that waits to find those that are foreseen to fail.
 */
export function countOutbox(db: ReadDb): OutboxCounts {
  const count = db.get<OutboxCounts>(countQuery);
  return count ?? { waiting: 0, decisions: 0, refused: 0 };
}

export const countQuery = sql`select (select count(*) from outbox where state = 'waiting') as waiting,
  (select count(*) from outbox where state = 'waiting' and type = 'decision.sign') as decisions,
  (select count(*) from outbox where ${turnedDownUnread})
    + (select count(*) from outbox indexed by outbox_foreseen
      where state = 'waiting' and predicted is not null and acknowledged = 0 and not ${looking}) as refused`;

function isAsked(ask: LedgerAsk, officerId: OfficerId): Sql {
  const parts = [...isAskedOfAny(ask, officerId, sql`outbox.case_id`)];
  if (ask.show === 'refused') parts.push(turnedDown);
  if (ask.show === 'open') parts.push(sql`(state = 'waiting' or (${turnedDown} and acknowledged = 0))`);
  return parts.length === 0 ? emptySql : sql`where ${joinSql(parts, ' and ')}`;
}

/** Newest first. */
export function listActs(
  db: ReadDb,
  ask: LedgerAsk,
  officerId: OfficerId,
): { readonly total: number; readonly acts: readonly Act[] } {
  const where = isAsked(ask, officerId);
  const total = db.value<number>(sql`select count(*) from outbox ${where}`) ?? 0;
  const rows = db.all<ActRow>(
    sql`select ${columns} from outbox ${where} order by n desc limit ${ask.limit} offset ${ask.offset}`,
  );
  return { total, acts: rows.map(toAct) };
}

/** Whether every act that central has answered would survive a power cut there. Asked at each act: it reads one row. */
export function isDurable(db: ReadDb): boolean {
  const found = sql`select not exists (select 1 from outbox
    where n > (select durable_through from device) and state <> 'waiting')`;
  return db.value<number>(found) === 1;
}

/** The highest number whose answer would survive a power cut at central. */
export function durableThrough(db: ReadDb): number {
  return db.value<number>(sql`select durable_through from device`) ?? 0;
}

/** When the oldest act that waits was done. */
export function waitingSince(db: ReadDb): Instant | null {
  return db.value<Instant>(sql`select act_at from outbox where state = 'waiting' order by n limit 1`) ?? null;
}

/** Everybody who did something here. */
export function authorsHere(db: ReadDb): readonly OfficerId[] {
  return db.column<OfficerId>(sql`select actor from outbox union
    select actor from earlier_act where result is not null and dealt is not null order by actor`);
}

/** Acts up to this number were on their way, and no answer came. */
export function noteFailedTry(db: WriteDb, through: number, code: ErrorCode, at: Instant): void {
  db.run(
    sql`update outbox set failed_tries = failed_tries + 1, last_failure = ${code}, last_tried_at = ${at}
      where state = 'waiting' and n <= ${through}`,
  );
}

/** One act, whoever did it. */
export function findAct(db: ReadDb, n: number): Act | null {
  const row = db.get<ActRow>(sql`select ${columns} from outbox where n = ${n}`);
  return row === undefined ? null : toAct(row);
}

/** Its author has answered: `answerN` is the act that the answer made. The act stays in the ledger. */
export function answerAct(
  db: WriteDb,
  n: number,
  officerId: OfficerId,
  answer: ConflictAnswer,
  answerN: number | null,
): void {
  db.run(
    sql`update outbox set acknowledged = 1, answer = ${answer}, answer_n = ${answerN}
      where n = ${n} and actor = ${officerId} and acknowledged = 0`,
  );
}
