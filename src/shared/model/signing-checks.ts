import type { Actor } from './actor.ts';
import type { AssessmentType } from './assessment.ts';
import { isAdverse, isFavourable } from './assessment.ts';
import type { CaseState } from './case-state.ts';
import { addMonths } from './dates/calendar.ts';
import type { ApprovalDraft, DecisionDraft, GroundInDraft, RefusalDraft } from './decision.ts';
import type { Day, DocumentId } from './ids.ts';
import { draftParity } from './letters/letter-parity.ts';
import type { Ground, Program } from './programs/program.ts';
import { unopenedBy } from './statement.ts';

/** Where the screen leads to when a check is chosen. */
export type CheckJump =
  | { readonly to: 'decide'; readonly field: string }
  | { readonly to: 'assess'; readonly assessment: AssessmentType }
  | { readonly to: 'document'; readonly documentId: DocumentId }
  | { readonly to: 'none' };

/**
 * One line of the list before signing. `blocking`: signing is refused while unmet, on both sides. `attention`: may be
 * signed over, and the statement says that it was.
 */
export interface SigningCheck {
  readonly id:
    | 'decidable'
    | 'holder'
    | 'authority'
    | 'assessments-settled'
    | 'validity-set'
    | 'validity-in-range'
    | 'validity-within-passport'
    | 'ground-chosen'
    | 'ground-complete'
    | 'ground-cited'
    | 'ground-matches-file'
    | 'ground-letter-alone'
    | 'fairness-done'
    | 'reasons-written'
    | 'assessed-everything'
    | 'documents-opened'
    | 'letter-in-both-languages';
  readonly weight: 'blocking' | 'attention';
  readonly met: boolean;
  /** Ground, assessment or document that the line is about; empty where it is about the whole. */
  readonly subject: string;
  readonly jump: CheckJump;
}

type Line = Omit<SigningCheck, 'subject' | 'weight'> & Partial<Pick<SigningCheck, 'subject' | 'weight'>>;
const line = (check: Line): SigningCheck => ({ subject: '', weight: 'blocking', ...check });

function approvalChecks(state: CaseState, program: Program, draft: ApprovalDraft, today: Day): SigningCheck[] {
  const checks = program.assessments
    .filter((each) => each.required)
    .map(({ type }) => {
      const status = state.assessments[type]?.status;
      const met = status !== undefined && isFavourable(status);
      return line({ id: 'assessments-settled', met, subject: type, jump: { to: 'assess', assessment: type } });
    });
  if (program.validity === null) return checks;
  const { validFrom, validUntil } = draft;
  const jump: CheckJump = { to: 'decide', field: 'validUntil' };
  const set = validFrom !== null && validUntil !== null && draft.entries !== null;
  checks.push(line({ id: 'validity-set', met: set, jump }));
  if (validFrom === null || validUntil === null) return checks;
  const inRange =
    validUntil > validFrom && validUntil >= today && validUntil <= addMonths(validFrom, program.validity.maximumMonths);
  checks.push(line({ id: 'validity-in-range', met: inRange, jump }));
  if (program.validity.endsWithPassport) {
    const expires = state.applicants[0]?.passport?.expires ?? null;
    checks.push(line({ id: 'validity-within-passport', met: expires !== null && validUntil <= expires, jump }));
  }
  return checks;
}

/** A fairness letter stands on the file and has been answered, or its time has run out. */
function isFairnessDone(state: CaseState, today: Day): boolean {
  return state.correspondence.some(
    (sent) =>
      sent.kind === 'fairness-letter' &&
      (sent.answeredAt !== null || (sent.answerDue !== null && sent.answerDue < today)),
  );
}

function groundChecks(state: CaseState, ground: Ground, drafted: GroundInDraft, today: Day): SigningCheck[] {
  const subject = ground.id;
  const jump: CheckJump = { to: 'decide', field: `ground:${ground.id}` };
  const introduced = ground.introductions.length === 0 || drafted.introductionId !== null;
  const reasoned = ground.introductions.length === 0 || drafted.reasonIds.length > 0;
  const standing = state.evidence.filter((cite) => cite.removed === null);
  const cited = drafted.evidenceIds.length > 0 && drafted.evidenceIds.every((id) => standing.some((c) => c.id === id));
  const checks = [
    line({ id: 'ground-complete', met: introduced && reasoned, subject, jump }),
    line({ id: 'ground-cited', met: cited || (drafted.noneFound && drafted.evidenceIds.length === 0), subject, jump }),
  ];
  if (ground.assessments.length > 0) {
    const met = ground.assessments.some((type) => {
      const status = state.assessments[type]?.status;
      return status !== undefined && isAdverse(status);
    });
    const first = ground.assessments[0];
    const to: CheckJump = first === undefined ? jump : { to: 'assess', assessment: first };
    checks.push(line({ id: 'ground-matches-file', weight: 'attention', met, subject, jump: to }));
  }
  if (ground.fairness !== 'not-needed') {
    const weight = ground.fairness === 'required' ? 'blocking' : 'attention';
    checks.push(line({ id: 'fairness-done', weight, met: isFairnessDone(state, today), subject, jump }));
  }
  return checks;
}

function refusalChecks(state: CaseState, program: Program, draft: RefusalDraft, today: Day): SigningCheck[] {
  const chosen = draft.grounds.flatMap((drafted) => {
    const ground = program.grounds.find((each) => each.id === drafted.groundId);
    return ground === undefined ? [] : [{ ground, drafted }];
  });
  const own = chosen.filter(({ ground }) => ground.letter === 'own');
  const decide = (field: string): CheckJump => ({ to: 'decide', field });
  return [
    line({ id: 'ground-chosen', met: chosen.length > 0, jump: decide('grounds') }),
    ...chosen.flatMap(({ ground, drafted }) => groundChecks(state, ground, drafted, today)),
    line({ id: 'ground-letter-alone', met: own.length === 0 || chosen.length === 1, jump: decide('grounds') }),
    line({ id: 'reasons-written', met: draft.reasons.detailed.trim().length > 0, jump: decide('reasons') }),
  ];
}

function letterChecks(program: Program, draft: DecisionDraft): SigningCheck {
  const met = draftParity(program, draft).length === 0;
  return line({ id: 'letter-in-both-languages', met, jump: { to: 'none' } });
}

/**
 * The list before signing, in the order that it is shown. The law of signing, in one place: the screen lists it, and
 * decide refuses while a blocking line is unmet.
 */
export function signingChecks(
  state: CaseState,
  program: Program,
  draft: DecisionDraft,
  who: Actor,
  today: Day,
): readonly SigningCheck[] {
  const level = draft.outcome === 'approve' ? program.authority.approve : program.authority.refuse;
  const unread = unopenedBy(state, who.officerId);
  const firstUnread = unread[0];
  const toUnread: CheckJump =
    firstUnread === undefined ? { to: 'none' } : { to: 'document', documentId: firstUnread.id };
  return [
    line({ id: 'decidable', met: program.decidable, jump: { to: 'none' } }),
    line({ id: 'holder', met: state.assignment.officerId === who.officerId, jump: { to: 'none' } }),
    line({ id: 'authority', met: who.level >= level, jump: { to: 'none' } }),
    ...(draft.outcome === 'approve'
      ? approvalChecks(state, program, draft, today)
      : refusalChecks(state, program, draft, today)),
    ...(state.assignment.epoch > 1
      ? [
          line({
            id: 'assessed-everything',
            met: draft.assessedEverything,
            jump: { to: 'decide', field: 'assessedEverything' },
          }),
        ]
      : []),
    line({
      id: 'documents-opened',
      weight: 'attention',
      met: unread.length === 0,
      subject: String(unread.length),
      jump: toUnread,
    }),
    letterChecks(program, draft),
  ];
}

export function blockingUnmet(checks: readonly SigningCheck[]): readonly SigningCheck[] {
  return checks.filter((check) => check.weight === 'blocking' && !check.met);
}
