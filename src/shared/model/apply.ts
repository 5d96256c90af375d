import { invariant } from '../errors/result.ts';
import { recordTouched } from './basis.ts';
import type { CaseState } from './case-state.ts';
import type { Command } from './command.ts';
import { actKey, type CaseEvent, type EventBody, type EventMeta } from './event.ts';
import type { HandedOverDraft } from './handed-over.ts';

type EventOf<Type extends EventBody['type']> = EventMeta & Extract<EventBody, { type: Type }>;

/** The first state of a case. */
function receive(event: EventOf<'case-received'>, id: CaseState['id']): CaseState {
  const { application, applicants, documents } = event.payload;
  return {
    id,
    version: event.seq,
    application,
    applicants,
    assignment: { version: 0, epoch: 0, officerId: null, since: event.actAt, by: null, reason: '', act: null },
    assessments: {},
    notes: [],
    bringForward: { version: 0, act: null, entry: null },
    correspondence: [],
    documents,
    evidence: [],
    decision: { version: 0, act: null, draft: null, draftBy: null, signed: null },
  };
}

function recordAssessment(state: CaseState, event: EventOf<'assessment-recorded'>): CaseState {
  const { assessment, ...recorded } = event.payload;
  const version = (state.assessments[assessment]?.version ?? 0) + 1;
  const by = author(event);
  return {
    ...state,
    assessments: {
      ...state.assessments,
      [assessment]: { ...recorded, version, act: actKey(event), by, at: event.actAt },
    },
  };
}

function assign(state: CaseState, event: EventOf<'case-assigned'>): CaseState {
  const { to, officeId, reason } = event.payload;
  const { assignment, application } = state;
  return {
    ...state,
    application: officeId === null ? application : { ...application, primaryOffice: officeId },
    assignment: {
      version: assignment.version + 1,
      epoch: assignment.epoch + 1,
      officerId: to,
      since: event.receivedAt ?? event.actAt,
      by: event.by,
      reason,
      act: actKey(event),
    },
  };
}

const asWithdrawn = { status: 'closed', statusReason: 'withdrawn' } as const;
const asOpen = { status: 'open', statusReason: 'in-progress' } as const;

/** The next version of the record that says whether the application stands. */
function withdrawn(state: CaseState, event: CaseEvent): CaseState {
  return { ...state, withdrawal: { version: (state.withdrawal?.version ?? 0) + 1, act: actKey(event) } };
}

function markRead(state: CaseState, event: EventOf<'document-read'>): CaseState {
  const by = author(event);
  const documents = state.documents.map((document) =>
    document.id === event.payload.documentId && document.readBy[by] === undefined
      ? { ...document, readBy: { ...document.readBy, [by]: event.actAt } }
      : document,
  );
  return { ...state, documents };
}

function author(event: EventMeta): NonNullable<EventMeta['by']> {
  invariant(event.by !== null, 'an act has an author');
  return event.by;
}

/** Author, office and moment of what carries them. */
function authored(event: EventMeta): Pick<CaseState['notes'][number], 'by' | 'officeId' | 'at'> {
  invariant(event.officeId !== null, 'an act has an office');
  return { by: author(event), officeId: event.officeId, at: event.actAt };
}

function removeEvidence(state: CaseState, event: EventOf<'evidence-removed'>): CaseState {
  const removed = { by: author(event), at: event.actAt };
  const evidence = state.evidence.map((cite) => (cite.id === event.payload.evidenceId ? { ...cite, removed } : cite));
  return { ...state, evidence };
}

function draftDecision(state: CaseState, event: EventOf<'decision-drafted'>): CaseState {
  const { draft } = event.payload;
  const draftBy = draft === null ? null : author(event);
  const version = state.decision.version + 1;
  return { ...state, decision: { ...state.decision, version, act: actKey(event), draft, draftBy } };
}

function sign(state: CaseState, event: EventOf<'decision-signed'>): CaseState {
  const { statement } = event.payload;
  const statusReason = statement.draft.outcome === 'approve' ? 'approved' : 'refused';
  const signed = { statement, ...authored(event) };
  return {
    ...state,
    application: { ...state.application, statusReason },
    decision: { version: state.decision.version + 1, act: actKey(event), draft: null, draftBy: null, signed },
  };
}

/** What overwrites a record stands for all that its author did to the record before. */
function isReplacedBy(state: CaseState, earlier: HandedOverDraft, next: HandedOverDraft): boolean {
  if (earlier.settled !== null || earlier.by !== next.by) return false;
  const keyOf = ({ type, payload }: HandedOverDraft): string | undefined =>
    recordTouched(state, { type, payload } as Command)?.key;
  const key = keyOf(earlier);
  return key !== undefined && key === keyOf(next);
}

function handOver(state: CaseState, event: EventOf<'act-handed-over'>): CaseState {
  const id = actKey(event);
  invariant(id !== null, 'a draft is left by an act');
  const { by, officeId } = authored(event);
  const draft: HandedOverDraft = { id, ...event.payload, by, officeId, settled: null };
  const settled = { how: 'replaced' as const, by, at: event.actAt, reason: '' };
  const earlier = (state.handedOver ?? []).map((each) =>
    isReplacedBy(state, each, draft) ? { ...each, settled } : each,
  );
  return { ...state, handedOver: [...earlier, draft] };
}

function settleHandedOver(state: CaseState, event: EventOf<'handed-over-settled'>): CaseState {
  const { id, how, reason } = event.payload;
  const settled = { how, by: author(event), at: event.actAt, reason };
  const handedOver = (state.handedOver ?? []).map((each) => (each.id === id ? { ...each, settled } : each));
  return { ...state, handedOver };
}

function applyBody(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'case-received':
      return receive(event, state.id);
    case 'case-opened':
      return state;
    case 'case-assigned':
      return assign(state, event);
    case 'assessment-recorded':
      return recordAssessment(state, event);
    case 'note-added':
      return { ...state, notes: [...state.notes, { ...event.payload, ...authored(event) }] };
    case 'bring-forward-set': {
      const entry = { ...event.payload, by: author(event), at: event.actAt };
      return { ...state, bringForward: { version: state.bringForward.version + 1, act: actKey(event), entry } };
    }
    case 'bring-forward-cleared':
      return { ...state, bringForward: { version: state.bringForward.version + 1, act: actKey(event), entry: null } };
    case 'document-read':
      return markRead(state, event);
    case 'document-received':
      return { ...state, documents: [...state.documents, event.payload.document] };
    case 'correspondence-sent':
      return { ...state, correspondence: [...state.correspondence, event.payload.correspondence] };
    case 'correspondence-answered':
      return {
        ...state,
        correspondence: state.correspondence.map((sent) =>
          sent.id === event.payload.id ? { ...sent, answeredAt: event.actAt } : sent,
        ),
      };
    case 'evidence-added': {
      const added = { ...event.payload, by: author(event), at: event.actAt, removed: null };
      return { ...state, evidence: [...state.evidence, added] };
    }
    case 'evidence-removed':
      return removeEvidence(state, event);
    case 'decision-drafted':
      return draftDecision(state, event);
    case 'decision-signed':
      return sign(state, event);
    case 'application-withdrawn':
      return { ...withdrawn(state, event), application: { ...state.application, ...asWithdrawn } };
    case 'application-reopened':
      return { ...withdrawn(state, event), application: { ...state.application, ...asOpen } };
    case 'act-handed-over':
      return handOver(state, event);
    case 'handed-over-settled':
      return settleHandedOver(state, event);
  }
}

/**
 * The next state of a case after one event. Pure and total: the same state and event give the same next state on
 * both sides. Events apply in order of `seq` without gaps; anything else is a bug of the caller.
 */
export function apply(state: CaseState, event: CaseEvent): CaseState {
  invariant(event.seq === state.version + 1, 'events apply in order');
  return { ...applyBody(state, event), version: event.seq };
}

/** The state of a new case from its first event. */
function begin(id: CaseState['id'], event: CaseEvent): CaseState {
  invariant(event.type === 'case-received' && event.seq === 1, 'a case begins by being received');
  return receive(event, id);
}

/** Folds events into a state; `state` null starts a new case. */
export function applyAll(id: CaseState['id'], state: CaseState | null, events: readonly CaseEvent[]): CaseState {
  const [first, ...rest] = events;
  if (state !== null) return events.reduce(apply, state);
  invariant(first !== undefined, 'a new case has a first event');
  return rest.reduce(apply, begin(id, first));
}
