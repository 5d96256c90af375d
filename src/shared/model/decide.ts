import type { Result } from '../errors/result.ts';
import { failed, invariant, ok } from '../errors/result.ts';
import type { Actor } from './actor.ts';
import { hasRole, isDecisionMaker } from './actor.ts';
import { statusesFor } from './assessment.ts';
import { isMadeAsSeen, isOtherAssignment, recordTouched } from './basis.ts';
import type { CaseState } from './case-state.ts';
import type { Command } from './command.ts';
import { addDays, dayOf } from './dates/calendar.ts';
import type { DecisionDraft } from './decision.ts';
import { documentsMaximum } from './document.ts';
import type { EventBody } from './event.ts';
import { isHandedOverType } from './handed-over.ts';
import type { Day, Instant, OfficeId, OfficerId } from './ids.ts';
import { passagesFit } from './note.ts';
import type { Program } from './programs/program.ts';
import type { Refusal } from './refusal.ts';
import { refusal } from './refusal.ts';
import { sameValue } from './same-value.ts';
import { blockingUnmet, signingChecks } from './signing-checks.ts';
import { composeStatement } from './statement.ts';
import { isOwnWorkload, scopeOf, sightOf } from './visibility.ts';

/** A person as far as moving work needs it. */
export interface Colleague {
  readonly officerId: OfficerId;
  readonly officeId: OfficeId;
  readonly active: boolean;
  readonly decides: boolean;
}

/** Everything beside the case that a decision may rest on. `now` is the clock of the side that decides. */
export interface DecideContext {
  readonly actor: Actor;
  readonly now: Instant;
  readonly program: Program;
  readonly colleague: (id: OfficerId) => Colleague | null;
}

export type Decided = Result<readonly EventBody[], Refusal>;
type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

const no = (code: Refusal['code'], details: Refusal['details'] = {}): Decided => failed(refusal(code, details));
const today = (context: DecideContext): Day => dayOf(context.now);

/** Acts on the merits: only the holder of the case, only while the assignment stands. */
function needsHolder(type: Command['type']): boolean {
  switch (type) {
    case 'assessment.record':
    case 'evidence.add':
    case 'evidence.remove':
    case 'decision.draft':
    case 'decision.sign':
    case 'bring-forward.set':
    case 'bring-forward.clear':
    case 'case.release':
    case 'handed-over.settle':
      return true;
    case 'case.open':
    case 'case.take':
    case 'case.reassign':
    case 'note.add':
    case 'document.add':
    case 'document.mark-read':
    case 'handed-over.leave':
    case 'application.withdraw':
    case 'application.reopen':
      return false;
  }
}

/** What may still be done on a closed case: reading, noting, tidying up what was left on it, and reopening it. */
const standsOnClosed: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'case.open',
  'note.add',
  'handed-over.settle',
  'application.reopen',
]);

function standing(state: CaseState, command: Command, context: DecideContext): Refusal | null {
  const { actor } = context;
  const isStale = isHandedOverType(command.type) && isOtherAssignment(state, command);
  const stale = refusal('stale-epoch', { seen: command.basis.epoch, now: state.assignment.epoch });
  // Whoever lost sight of the case by a reassignment did the act in good faith: it is handed over, not refused.
  if (sightOf(actor, scopeOf(state)) === 'none') return isStale ? stale : refusal('not-visible');
  if (needsHolder(command.type)) {
    if (!isDecisionMaker(actor)) return refusal('not-decision-maker');
    if (isStale) return stale;
    if (state.assignment.officerId !== actor.officerId) return refusal('not-holder');
  }
  if (!standsOnClosed.has(command.type) && state.application.status === 'closed') {
    return refusal('case-closed');
  }
  const touched = recordTouched(state, command);
  if (touched === null) return null;
  const seen = command.basis.records[touched.key];
  if (seen !== touched.version || !isMadeAsSeen(command.basis, touched)) {
    return refusal('stale-record', { record: touched.key, seen: seen ?? -1, now: touched.version });
  }
  return null;
}

function open(state: CaseState, command: CommandOf<'case.open'>, { actor }: DecideContext): Decided {
  const reason = command.payload.reason?.trim() ?? '';
  if (reason === '' && !isOwnWorkload(actor, scopeOf(state))) return no('reason-required');
  return ok([{ type: 'case-opened', payload: { reason: reason === '' ? null : reason } }]);
}

function take(state: CaseState, { actor }: DecideContext): Decided {
  if (!isDecisionMaker(actor)) return no('not-decision-maker');
  if (state.assignment.officerId !== null) return no('already-assigned');
  return ok([{ type: 'case-assigned', payload: { kind: 'taken', to: actor.officerId, officeId: null, reason: '' } }]);
}

function reassign(state: CaseState, command: CommandOf<'case.reassign'>, context: DecideContext): Decided {
  if (!hasRole(context.actor, 'supervisor')) return no('not-supervisor');
  if (state.decision.signed !== null) return no('already-decided');
  const { to, officeId, reason } = command.payload;
  if (reason.trim() === '') return no('reason-required');
  if (to !== null) {
    const colleague = context.colleague(to);
    const office = officeId ?? state.application.primaryOffice;
    if (colleague === null || !colleague.active || !colleague.decides || colleague.officeId !== office) {
      return no('officer-inactive');
    }
    // Who has moved to another office may take the case along.
    const isMoved = office !== state.application.primaryOffice;
    if (state.assignment.officerId === to && !isMoved) return no('already-assigned');
  }
  return ok([{ type: 'case-assigned', payload: { kind: 'reassigned', to, officeId, reason } }]);
}

function recordAssessment(command: CommandOf<'assessment.record'>, context: DecideContext): Decided {
  const { payload } = command;
  if (!context.program.assessments.some((each) => each.type === payload.assessment))
    return no('assessment-not-in-program');
  if (!statusesFor(payload.assessment).includes(payload.status)) return no('status-not-allowed');
  return ok([{ type: 'assessment-recorded', payload }]);
}

function addNote(state: CaseState, command: CommandOf<'note.add'>, { actor }: DecideContext): Decided {
  const { noteId, type, text, protectedPassages } = command.payload;
  if (!isDecisionMaker(actor) && !hasRole(actor, 'supervisor')) return no('not-decision-maker');
  if (state.notes.some((note) => note.id === noteId)) return no('duplicate-id');
  if (!passagesFit(text, protectedPassages)) return no('passages-out-of-range');
  return ok([{ type: 'note-added', payload: { id: noteId, type, text, protectedPassages } }]);
}

/** Whoever sees the papers of a file may add one: its officer, officers of the pool, clerks. A summary shows no papers. */
function addDocument(state: CaseState, command: CommandOf<'document.add'>, { actor, now }: DecideContext): Decided {
  const { documentId, ...added } = command.payload;
  if (sightOf(actor, scopeOf(state)) === 'summary') return no('not-holder');
  if (state.documents.some((each) => each.id === documentId)) return no('duplicate-id');
  if (state.documents.some((each) => each.sha256 === added.sha256)) return no('document-already-there');
  if (state.documents.length >= documentsMaximum) return no('too-many-documents', { maximum: documentsMaximum });
  if (added.applicantId !== null && !state.applicants.some((each) => each.id === added.applicantId)) {
    return no('unknown-applicant');
  }
  const document = {
    ...added,
    id: documentId,
    expires: null,
    receivedAt: now,
    replaces: null,
    readBy: {},
  };
  return ok([{ type: 'document-received', payload: { document } }]);
}

function markRead(state: CaseState, command: CommandOf<'document.mark-read'>, { actor }: DecideContext): Decided {
  const document = state.documents.find((each) => each.id === command.payload.documentId);
  if (document === undefined) return no('unknown-document');
  if (document.readBy[actor.officerId] !== undefined) return ok([]);
  return ok([{ type: 'document-read', payload: command.payload }]);
}

function addEvidence(state: CaseState, command: CommandOf<'evidence.add'>, context: DecideContext): Decided {
  // What was signed rests on these cites; they stand as they stood.
  if (state.decision.signed !== null) return no('already-decided');
  const { evidenceId, ...cite } = command.payload;
  const document = state.documents.find((each) => each.id === cite.documentId);
  if (document === undefined) return no('unknown-document');
  if (document.pages !== null && cite.pageIndex >= document.pages) return no('page-out-of-range');
  if (!context.program.grounds.some((ground) => ground.id === cite.groundId)) return no('unknown-ground');
  if (state.evidence.some((each) => each.id === evidenceId)) return no('duplicate-id');
  return ok([{ type: 'evidence-added', payload: { id: evidenceId, ...cite } }]);
}

function removeEvidence(state: CaseState, command: CommandOf<'evidence.remove'>): Decided {
  if (state.decision.signed !== null) return no('already-decided');
  const cite = state.evidence.find((each) => each.id === command.payload.evidenceId);
  if (cite === undefined) return no('unknown-evidence');
  if (cite.removed !== null) return ok([]);
  return ok([{ type: 'evidence-removed', payload: command.payload }]);
}

/** A draft may be unfinished but never about a ground or condition that the program does not have. */
function unknownIn(draft: DecisionDraft, program: Program): Refusal | null {
  if (draft.outcome === 'approve') {
    const stranger = draft.conditionIds.find((id) => !program.conditions.some((each) => each.id === id));
    return stranger === undefined ? null : refusal('unknown-condition', { condition: stranger });
  }
  for (const drafted of draft.grounds) {
    const ground = program.grounds.find((each) => each.id === drafted.groundId);
    if (ground === undefined) return refusal('unknown-ground', { ground: drafted.groundId });
    const paragraphs = [...ground.introductions, ...ground.reasons].map((each) => each.id);
    const named = drafted.introductionId === null ? drafted.reasonIds : [drafted.introductionId, ...drafted.reasonIds];
    if (named.some((id) => !paragraphs.includes(id))) return refusal('unknown-ground', { ground: drafted.groundId });
  }
  const ids = draft.grounds.map((each) => each.groundId);
  return new Set(ids).size === ids.length ? null : refusal('duplicate-id');
}

function draftDecision(state: CaseState, command: CommandOf<'decision.draft'>, context: DecideContext): Decided {
  if (state.decision.signed !== null) return no('already-decided');
  const { draft } = command.payload;
  const unknown = draft === null ? null : unknownIn(draft, context.program);
  if (unknown !== null) return failed(unknown);
  if (draft === null && state.decision.draft === null) return no('nothing-to-clear');
  return ok([{ type: 'decision-drafted', payload: { draft } }]);
}

function sign(state: CaseState, command: CommandOf<'decision.sign'>, context: DecideContext): Decided {
  if (state.decision.signed !== null) return no('already-decided');
  if (!context.program.decidable) return no('program-not-decidable');
  const { statement } = command.payload;
  const unknown = unknownIn(statement.draft, context.program);
  if (unknown !== null) return failed(unknown);
  const unmet = blockingUnmet(signingChecks(state, context.program, statement.draft, context.actor, today(context)));
  const first = unmet[0];
  if (first !== undefined) return no('checks-unmet', { count: unmet.length, first: first.id, subject: first.subject });
  const composed = composeStatement(state, context.program, statement.draft, context.actor);
  if (!sameValue(composed, statement)) return no('draft-changed');
  return ok([{ type: 'decision-signed', payload: { statement } }]);
}

function setBringForward(command: CommandOf<'bring-forward.set'>, context: DecideContext): Decided {
  // One day of grace: an act made offline near midnight, or in a zone ahead of UTC, is not in the past.
  const earliest = addDays(today(context), -1);
  if (command.payload.date < earliest) return no('date-in-past');
  return ok([{ type: 'bring-forward-set', payload: command.payload }]);
}

function withdraw(state: CaseState, command: CommandOf<'application.withdraw'>, context: DecideContext): Decided {
  const { actor } = context;
  const { requestedOn, documentId } = command.payload;
  const holds = isDecisionMaker(actor) && sightOf(actor, scopeOf(state)) === 'full';
  if (!holds && !hasRole(actor, 'clerk') && !hasRole(actor, 'supervisor')) return no('not-holder');
  if (state.decision.signed !== null) return no('already-decided');
  // The other side of the grace of a bring-forward date: a device ahead of UTC is not in the future.
  if (requestedOn > addDays(today(context), 1)) return no('date-in-future');
  if (documentId !== null && !state.documents.some((each) => each.id === documentId)) return no('unknown-document');
  return ok([{ type: 'application-withdrawn', payload: command.payload }]);
}

/** A supervisor answers for it, and says why; what was decided is not undone this way. */
function reopen(state: CaseState, command: CommandOf<'application.reopen'>, { actor }: DecideContext): Decided {
  if (!hasRole(actor, 'supervisor')) return no('not-supervisor');
  if (state.decision.signed !== null) return no('already-decided');
  if (state.application.statusReason !== 'withdrawn') return no('not-withdrawn');
  const { reason } = command.payload;
  return reason.trim() === '' ? no('reason-required') : ok([{ type: 'application-reopened', payload: { reason } }]);
}

function leave(state: CaseState, command: CommandOf<'handed-over.leave'>, { actor }: DecideContext): Decided {
  if (!isDecisionMaker(actor)) return no('not-decision-maker');
  // Who sees a case in part only could put words on it that they may not read back.
  if (sightOf(actor, scopeOf(state)) !== 'full') return no('not-visible');
  if (state.decision.signed !== null) return no('already-decided');
  return ok([{ type: 'act-handed-over', payload: command.payload }]);
}

function settle(state: CaseState, command: CommandOf<'handed-over.settle'>): Decided {
  const { id, how, reason } = command.payload;
  const draft = state.handedOver?.find((each) => each.id === id);
  if (draft === undefined) return no('unknown-draft');
  if (draft.settled !== null) return no('draft-settled');
  if (how === 'put-aside' && reason.trim() === '') return no('reason-required');
  return ok([{ type: 'handed-over-settled', payload: { id, how, reason } }]);
}

/**
 * What becomes of an act that `decide` refused for its epoch (`stale-epoch`): a draft on the case, for its new officer.
 * The refusal is given to no other types, and central alone makes a draft of it.
 */
export function handedOver(command: Command, doneAt: Instant): EventBody {
  const { type, payload } = command;
  invariant(isHandedOverType(type), 'an act that can be left to another');
  return { type: 'act-handed-over', payload: { type, payload, doneAt, reason: '' } };
}

/**
 * The law of the product: what a command does to a case, or why it does not. Pure: the core runs it for the view an
 * officer sees at once, central runs the very same as the authority. An empty list of events means: already so.
 */
export function decide(state: CaseState, command: Command, context: DecideContext): Decided {
  const refused = standing(state, command, context);
  if (refused !== null) return failed(refused);
  switch (command.type) {
    case 'case.open':
      return open(state, command, context);
    case 'case.take':
      return take(state, context);
    case 'case.release':
      return ok([
        {
          type: 'case-assigned',
          payload: { kind: 'released', to: null, officeId: null, reason: command.payload.reason },
        },
      ]);
    case 'case.reassign':
      return reassign(state, command, context);
    case 'assessment.record':
      return recordAssessment(command, context);
    case 'note.add':
      return addNote(state, command, context);
    case 'bring-forward.set':
      return setBringForward(command, context);
    case 'bring-forward.clear':
      return state.bringForward.entry === null
        ? no('nothing-to-clear')
        : ok([{ type: 'bring-forward-cleared', payload: {} }]);
    case 'document.add':
      return addDocument(state, command, context);
    case 'document.mark-read':
      return markRead(state, command, context);
    case 'evidence.add':
      return addEvidence(state, command, context);
    case 'evidence.remove':
      return removeEvidence(state, command);
    case 'decision.draft':
      return draftDecision(state, command, context);
    case 'decision.sign':
      return sign(state, command, context);
    case 'application.withdraw':
      return withdraw(state, command, context);
    case 'application.reopen':
      return reopen(state, command, context);
    case 'handed-over.leave':
      return leave(state, command, context);
    case 'handed-over.settle':
      return settle(state, command);
  }
}
