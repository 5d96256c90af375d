import { describe, expect, it } from 'vitest';
import {
  actOn,
  clerk,
  commandOn,
  decideAs,
  eventOf,
  farOfficer,
  heldCase,
  now,
  officer,
  otherOfficer,
  poolCase,
  supervisor,
} from '#support/case-fixtures.ts';
import type { Actor } from './actor.ts';
import { apply, applyAll } from './apply.ts';
import { flagsOf } from './case-flags.ts';
import type { CaseState } from './case-state.ts';
import { openHandedOver } from './case-state.ts';
import type { Command, CommandPayload, CommandType } from './command.ts';
import { command } from './command.ts';
import { handedOver } from './decide.ts';
import type { CaseEvent } from './event.ts';
import type { ClientId, Day, DocumentId } from './ids.ts';
import { canonicalText } from './same-value.ts';
import { mayShowEvent, project } from './visibility.ts';

const device = '3f0b4c59-6b1f-4f5e-9d0a-2a3f6b7c8d90' as ClientId;
const passed = {
  assessment: 'eligibility',
  status: 'passed',
  conditional: false,
  dueDate: null,
  remark: 'as I saw it',
} as const;
const reminder = { date: '2026-12-01' as Day, code: 'DOCS', text: 'await papers' };

function reassigned(state: CaseState, to: Actor): CaseState {
  return actOn(state, supervisor, 'case.reassign', { to: to.officerId, officeId: null, reason: 'absence' });
}

/** The case after central has kept an act that came too late. */
function keptOn(state: CaseState, by: Actor, act: Command, n: number): CaseState {
  const event = {
    ...eventOf(state.version + 1, by, handedOver(act, now)),
    command: { clientId: device, n },
  } as CaseEvent;
  return apply(state, event);
}

/** `officer` acted while the case went to `otherOfficer`. */
function withDraft(): CaseState {
  const before = heldCase();
  return keptOn(reassigned(before, otherOfficer), officer, commandOn(before, 'assessment.record', passed), 4);
}

function outcome<Type extends CommandType>(who: Actor, state: CaseState, type: Type, payload: CommandPayload<Type>) {
  const decided = decideAs(who, state, commandOn(state, type, payload));
  return decided.ok ? 'accepted' : decided.error.code;
}

describe('an act that came after a reassignment', () => {
  it('is refused for its epoch where it can be left to the new officer, else like any act of a stranger', () => {
    const before = heldCase();
    const after = reassigned(before, otherOfficer);
    const codeOf = (act: Command): string => {
      const decided = decideAs(officer, after, act);
      return decided.ok ? 'accepted' : decided.error.code;
    };
    expect(codeOf(commandOn(before, 'assessment.record', passed))).toBe('stale-epoch');
    expect(codeOf(commandOn(before, 'bring-forward.set', reminder))).toBe('stale-epoch');
    expect(codeOf(commandOn(before, 'case.open', { reason: null }))).toBe('not-visible');
    expect(codeOf(commandOn(before, 'case.release', { reason: '' }))).toBe('not-visible');
  });

  it('lies on the case with its author and both times, and changes nothing else', () => {
    const state = withDraft();
    expect(state.assessments).toEqual({});
    expect(openHandedOver(state)).toEqual([
      {
        id: `${device}:4`,
        type: 'assessment.record',
        payload: passed,
        by: officer.officerId,
        officeId: officer.officeId,
        doneAt: now,
        reason: '',
        settled: null,
      },
    ]);
    expect(flagsOf(state)).toContain('handed-over-draft');
  });

  it('stands for what its author did to the same record before, and for nothing of others', () => {
    const before = heldCase();
    const assess = (status: 'passed' | 'failed') => commandOn(before, 'assessment.record', { ...passed, status });
    const moved = reassigned(before, otherOfficer);
    const twice = keptOn(keptOn(moved, officer, assess('passed'), 4), officer, assess('failed'), 5);
    expect(twice.handedOver?.map((draft) => draft.settled?.how)).toEqual(['replaced', undefined]);
    const other = keptOn(keptOn(moved, officer, assess('passed'), 4), otherOfficer, assess('failed'), 5);
    expect(openHandedOver(other)).toHaveLength(2);
  });

  it('is settled by the holder only, once, and put aside with a reason only', () => {
    const state = withDraft();
    const id = `${device}:4`;
    expect(outcome(officer, state, 'handed-over.settle', { id, how: 'used', reason: '' })).toBe('not-visible');
    expect(outcome(supervisor, state, 'handed-over.settle', { id, how: 'used', reason: '' })).toBe(
      'not-decision-maker',
    );
    expect(outcome(otherOfficer, state, 'handed-over.settle', { id, how: 'put-aside', reason: ' ' })).toBe(
      'reason-required',
    );
    expect(outcome(otherOfficer, state, 'handed-over.settle', { id: `${device}:5`, how: 'used', reason: '' })).toBe(
      'unknown-draft',
    );
    const settled = actOn(state, otherOfficer, 'handed-over.settle', { id, how: 'put-aside', reason: 'Not my view' });
    expect(settled.handedOver?.[0]?.settled).toMatchObject({
      how: 'put-aside',
      by: otherOfficer.officerId,
      reason: 'Not my view',
    });
    expect(openHandedOver(settled)).toEqual([]);
    expect(outcome(otherOfficer, settled, 'handed-over.settle', { id, how: 'used', reason: '' })).toBe('draft-settled');
    const late = decideAs(
      otherOfficer,
      settled,
      commandOn(state, 'handed-over.settle', { id, how: 'used', reason: '' }),
    );
    expect(late.ok ? '' : late.error.code).toBe('stale-record');
  });

  it('is shown only to who sees the case in full', () => {
    const state = withDraft();
    for (const sight of ['summary', 'intake'] as const) {
      expect(canonicalText(project(state, sight))).not.toContain('as I saw it');
      expect(mayShowEvent('act-handed-over', sight)).toBe(false);
      expect(mayShowEvent('handed-over-settled', sight)).toBe(false);
    }
    expect(project(state, 'full').handedOver).toHaveLength(1);
  });
});

describe('leaving an act on the case by choice', () => {
  const left = { type: 'bring-forward.set', payload: reminder, doneAt: now, reason: 'For whoever takes it' } as const;

  it('is for decision-makers who see the whole case, while it is not decided', () => {
    expect(outcome(officer, poolCase(), 'handed-over.leave', left)).toBe('accepted');
    expect(outcome(officer, heldCase(), 'handed-over.leave', left)).toBe('accepted');
    expect(outcome(otherOfficer, heldCase(), 'handed-over.leave', left)).toBe('not-visible');
    expect(outcome(farOfficer, poolCase(), 'handed-over.leave', left)).toBe('not-visible');
    expect(outcome(clerk, poolCase(), 'handed-over.leave', left)).toBe('not-decision-maker');
  });

  it('carries a payload of its own type', () => {
    const basis = { epoch: 0, records: {} };
    expect(command.safeParse({ type: 'handed-over.leave', payload: left, basis }).success).toBe(true);
    const broken = { ...left, payload: { date: 'soon' } };
    expect(command.safeParse({ type: 'handed-over.leave', payload: broken, basis }).success).toBe(false);
  });
});

describe('a withdrawal', () => {
  const request = {
    requestedOn: '2026-11-18' as Day,
    requestedBy: 'applicant',
    documentId: null,
    remark: 'By letter',
  } as const;

  it('closes the case, and what comes after it is refused with its words kept by its author', () => {
    const before = heldCase();
    const after = actOn(before, officer, 'application.withdraw', request);
    expect(after.application).toMatchObject({ status: 'closed', statusReason: 'withdrawn' });
    const late = decideAs(officer, after, commandOn(before, 'assessment.record', passed));
    expect(late.ok ? '' : late.error.code).toBe('case-closed');
    expect(outcome(officer, after, 'application.withdraw', request)).toBe('case-closed');
    expect(outcome(officer, after, 'case.open', { reason: null })).toBe('accepted');
  });

  it('is recorded by the holder, a clerk or a supervisor of the office', () => {
    expect(outcome(clerk, heldCase(), 'application.withdraw', request)).toBe('accepted');
    expect(outcome(supervisor, heldCase(), 'application.withdraw', request)).toBe('accepted');
    expect(outcome(officer, poolCase(), 'application.withdraw', request)).toBe('accepted');
    expect(outcome(otherOfficer, heldCase(), 'application.withdraw', request)).toBe('not-visible');
  });

  it('names a day that has come and a document of the file', () => {
    const tomorrow = { ...request, requestedOn: '2026-11-23' as Day };
    expect(outcome(officer, heldCase(), 'application.withdraw', tomorrow)).toBe('date-in-future');
    const stranger = { ...request, documentId: '00000000-0000-4000-8000-000000000000' as DocumentId };
    expect(outcome(officer, heldCase(), 'application.withdraw', stranger)).toBe('unknown-document');
    expect(applyAll(heldCase().id, heldCase(), []).application.status).toBe('open');
  });

  it('is taken back by a supervisor of the office with a reason, and the case goes on as it was', () => {
    const before = heldCase();
    const closed = actOn(before, clerk, 'application.withdraw', request);
    expect(outcome(supervisor, closed, 'application.reopen', { reason: 'Meant for the other file' })).toBe('accepted');
    expect(outcome(supervisor, closed, 'application.reopen', { reason: ' ' })).toBe('reason-required');
    expect(outcome(officer, closed, 'application.reopen', { reason: 'mine' })).toBe('not-supervisor');
    expect(outcome(clerk, closed, 'application.reopen', { reason: 'mine' })).toBe('not-supervisor');
    expect(outcome(otherOfficer, closed, 'application.reopen', { reason: 'mine' })).toBe('not-visible');
    const open = actOn(closed, supervisor, 'application.reopen', { reason: 'Meant for the other file' });
    expect(open).toEqual({
      ...before,
      version: before.version + 2,
      withdrawal: { version: 2, act: open.withdrawal?.act },
    });
    expect(outcome(officer, open, 'assessment.record', passed)).toBe('accepted');
    expect(outcome(supervisor, open, 'application.reopen', { reason: 'again' })).toBe('not-withdrawn');
  });

  it('that came later is not taken back by who saw the one before', () => {
    const first = actOn(heldCase(), clerk, 'application.withdraw', request);
    const late = commandOn(first, 'application.reopen', { reason: 'Recorded by mistake' });
    const open = actOn(first, supervisor, 'application.reopen', { reason: 'Recorded by mistake' });
    const second = actOn(open, clerk, 'application.withdraw', request);
    for (const state of [open, second]) {
      const decided = decideAs(supervisor, state, late);
      expect(decided.ok ? '' : decided.error.code).toBe('stale-record');
    }
  });

  it('of another kind of closing is not taken back', () => {
    const returned = heldCase();
    const application = { ...returned.application, status: 'closed', statusReason: 'returned' } as const;
    const outcomeOf = outcome(supervisor, { ...returned, application }, 'application.reopen', { reason: 'why' });
    expect(outcomeOf).toBe('not-withdrawn');
  });
});
