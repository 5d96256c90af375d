import type { Actor } from './actor.ts';
import { hasRole, isDecisionMaker } from './actor.ts';
import type { CaseState } from './case-state.ts';
import type { EventBody } from './event.ts';
import type { OfficeId, OfficerId } from './ids.ts';

/** What access rests on: kept beside each case and each feed row at central, before and after a change. */
export interface CaseScope {
  readonly officeId: OfficeId;
  readonly officerId: OfficerId | null;
}

export function scopeOf(state: CaseState): CaseScope {
  return { officeId: state.application.primaryOffice, officerId: state.assignment.officerId };
}

/**
 * How much of a case a person's device holds (sync.md "Scope").
 * `full`: everything; `summary`: what distributing work needs; `intake`: what checking papers needs, no decisions or
 * notes; `none`: not on the device.
 */
export type Sight = 'full' | 'summary' | 'intake' | 'none';

/** Officers: their own cases and the office's unassigned pool. Supervisors: the office in summary. Clerks: the office's papers. */
export function sightOf(who: Actor, scope: CaseScope): Sight {
  if (isDecisionMaker(who) && scope.officerId === who.officerId) return 'full';
  if (scope.officeId !== who.officeId) return 'none';
  if (isDecisionMaker(who) && scope.officerId === null) return 'full';
  if (hasRole(who, 'supervisor')) return 'summary';
  if (hasRole(who, 'clerk')) return 'intake';
  return 'none';
}

/** Own workload: reading it needs no reason; anything else that may be read does (domain.md "What went wrong"). */
export function isOwnWorkload(who: Actor, scope: CaseScope): boolean {
  return scope.officerId === who.officerId;
}

/** How long a supervisor may read a whole case after giving a reason: a working day. Then a reason is asked for again. */
export const wholeReadingMs = 8 * 60 * 60 * 1000;

/** Who may ask central for the whole of a case that their device has in summary: the supervisors of its office, with a reason. */
export function mayReadWhole(who: Actor, scope: CaseScope): boolean {
  return hasRole(who, 'supervisor') && sightOf(who, scope) === 'summary';
}

const emptyDecision = (state: CaseState): CaseState['decision'] => ({
  version: state.decision.version,
  act: state.decision.act,
  draft: null,
  draftBy: null,
  signed: null,
});

/** Drafts carry what their authors wrote on the merits. */
function withoutHandedOver({ handedOver: _drafts, ...state }: CaseState): CaseState {
  return state;
}

/** The part of a case that a sight lets through. The one place where fields are withheld; central sends nothing else. */
export function project(state: CaseState, sight: Exclude<Sight, 'none'>): CaseState {
  switch (sight) {
    case 'full':
      return state;
    case 'summary':
      return { ...withoutHandedOver(state), notes: [], evidence: [], decision: emptyDecision(state) };
    case 'intake': {
      const { completeness } = state.assessments;
      return {
        ...withoutHandedOver(state),
        application: { ...state.application, statusReason: 'in-progress' },
        assignment: { ...state.assignment, reason: '' },
        assessments: completeness === undefined ? {} : { completeness: { ...completeness, remark: '' } },
        notes: [],
        evidence: [],
        bringForward: { version: state.bringForward.version, entry: null },
        correspondence: [],
        documents: state.documents.map((document) => ({ ...document, readBy: {} })),
        decision: { ...emptyDecision(state), version: 0 },
      };
    }
  }
}

const withheldFromSummary: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'note-added',
  'evidence-added',
  'evidence-removed',
  'decision-drafted',
  'decision-signed',
  'act-handed-over',
  'handed-over-settled',
]);
const shownToIntake: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'case-received',
  'document-received',
  'application-withdrawn',
  'application-reopened',
]);

/** Whether an event of the case's history may be shown at a sight. */
export function mayShowEvent(type: EventBody['type'], sight: Sight): boolean {
  switch (sight) {
    case 'full':
      return true;
    case 'summary':
      return !withheldFromSummary.has(type);
    case 'intake':
      return shownToIntake.has(type);
    case 'none':
      return false;
  }
}
