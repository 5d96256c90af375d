import type { QueueRow } from '#shared/contract/queue.ts';
import type { Actor } from '#shared/model/actor.ts';
import { isFavourable } from '#shared/model/assessment.ts';
import { flagsOf } from '#shared/model/case-flags.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import { principalName } from '#shared/model/case-state.ts';
import type { CaseId, OfficerId } from '#shared/model/ids.ts';
import type { Program } from '#shared/model/programs/program.ts';
import { stageOf } from '#shared/model/stage.ts';
import { unopenedBy } from '#shared/model/statement.ts';
import { foldWords } from '../../search/words.ts';
import {
  dayNumber,
  dayOf,
  flagBits,
  flagsFrom,
  type LocalMark,
  markBits,
  marksFrom,
  programCode,
  programFrom,
  stageCode,
  stageFrom,
} from './row-codes.ts';
import { standardDueDay } from './standard-due.ts';

/** A line of the queue as it is kept: days since 1970-01-01, codes and bit sets in place of texts (row-codes.ts). */
export interface QueueRecord {
  readonly row: number;
  readonly number: string;
  readonly name: string;
  readonly name_key: string;
  readonly program: number;
  readonly category: string;
  readonly stage: number;
  readonly received_on: number;
  readonly clock_start: number | null;
  readonly standard_due: number | null;
  readonly next_due: number | null;
  readonly bf_date: number | null;
  readonly bf_code: string | null;
  readonly bf_text: string | null;
  readonly officer_id: string | null;
  readonly flags: number;
  readonly marks: number;
  readonly closed: number;
  readonly documents: number;
  readonly unread: number;
  readonly news: number;
}

/** What of a line does not follow from the case itself but from this device. */
export interface LocalFacts {
  readonly marks: readonly LocalMark[];
  readonly news: number;
}

/** The nearest day on which something is due: an answer awaited, or an assessment that is not settled. */
function nextDue(state: CaseState): number | null {
  const answers = state.correspondence.flatMap(({ answerDue, answeredAt }) =>
    answerDue !== null && answeredAt === null ? [answerDue] : [],
  );
  const assessments = Object.values(state.assessments).flatMap(({ dueDate, status }) =>
    dueDate !== null && !isFavourable(status) && status !== 'failed' ? [dueDate] : [],
  );
  const first = [...answers, ...assessments].sort()[0];
  return first === undefined ? null : dayNumber(first);
}

/** The line of a case as a person sees it. The one place where the queue's columns are derived. */
export function toQueueRecord(
  row: number,
  state: CaseState,
  program: Program,
  who: Actor,
  local: LocalFacts,
): QueueRecord {
  const { application, bringForward, decision } = state;
  const name = principalName(state);
  const entry = bringForward.entry;
  const isDone = application.status === 'closed' || decision.signed !== null;
  return {
    row,
    number: application.number,
    name,
    name_key: foldWords(name),
    program: programCode(application.program),
    category: application.category,
    stage: stageCode(stageOf(state, program)),
    received_on: dayNumber(application.receivedAt),
    clock_start: application.completeOn === null ? null : dayNumber(application.completeOn),
    standard_due: standardDueDay(application, program),
    next_due: isDone ? null : nextDue(state),
    bf_date: entry === null ? null : dayNumber(entry.date),
    bf_code: entry?.code ?? null,
    bf_text: entry?.text ?? null,
    officer_id: state.assignment.officerId,
    flags: flagBits(flagsOf(state)),
    marks: markBits(local.marks),
    closed: Number(application.status === 'closed'),
    documents: state.documents.length,
    unread: unopenedBy(state, who.officerId).length,
    news: local.news,
  };
}

/** The line as the contract has it. */
export function toQueueRow(record: QueueRecord & { readonly case_id: string }): QueueRow {
  const { bf_date: date, bf_code: code, bf_text: text } = record;
  const dayOrNull = (value: number | null): QueueRow['nextDue'] => (value === null ? null : dayOf(value));
  return {
    caseId: record.case_id as CaseId,
    number: record.number,
    name: record.name,
    program: programFrom(record.program),
    category: record.category,
    stage: stageFrom(record.stage),
    receivedOn: dayOf(record.received_on),
    clockStart: dayOrNull(record.clock_start),
    standardDue: dayOrNull(record.standard_due),
    nextDue: dayOrNull(record.next_due),
    bringForward: date === null ? null : { date: dayOf(date), code: code ?? '', text: text ?? '' },
    officerId: record.officer_id as OfficerId | null,
    flags: flagsFrom(record.flags),
    marks: marksFrom(record.marks),
    documents: record.documents,
    unread: record.unread,
    news: record.news,
  };
}
