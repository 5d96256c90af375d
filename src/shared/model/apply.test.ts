import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  caseIdA,
  commandOn,
  decideAs,
  eventOf,
  heldCase,
  officer,
  otherOfficer,
  poolCase,
  received,
  supervisor,
} from '#support/case-fixtures.ts';
import { apply, applyAll } from './apply.ts';
import type { CaseState } from './case-state.ts';
import { caseState } from './case-state.ts';
import type { CaseEvent } from './event.ts';
import { caseEvent } from './event.ts';
import type { NoteId } from './ids.ts';
import { sameValue } from './same-value.ts';

const uuidAt = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** A random but lawful history: each step is tried, and stands where the model accepts it. */
const steps = fc.array(fc.nat(7), { maxLength: 25 });
function history(choices: readonly number[]): { state: CaseState; events: CaseEvent[] } {
  const events = [received()];
  let state = applyAll(caseIdA, null, events);
  choices.forEach((choice, index) => {
    const holder = state.assignment.officerId === otherOfficer.officerId ? otherOfficer : officer;
    const other = holder === officer ? otherOfficer : officer;
    const act = [
      () => ({ who: officer, command: commandOn(state, 'case.take', {}) }),
      () => ({
        who: supervisor,
        command: commandOn(state, 'case.reassign', { to: other.officerId, officeId: null, reason: 'load' }),
      }),
      () => ({ who: holder, command: commandOn(state, 'case.release', { reason: '' }) }),
      () => ({
        who: holder,
        command: commandOn(state, 'assessment.record', {
          assessment: 'eligibility',
          status: index % 2 === 0 ? 'passed' : 'failed',
          conditional: false,
          dueDate: null,
          remark: '',
        }),
      }),
      () => ({
        who: holder,
        command: commandOn(state, 'note.add', {
          noteId: uuidAt(index) as NoteId,
          type: 'general',
          text: `n${index}`,
          protectedPassages: [],
        }),
      }),
      () => ({ who: holder, command: commandOn(state, 'case.open', { reason: 'work' }) }),
      () => ({
        who: holder,
        command: commandOn(state, 'bring-forward.set', { date: '2026-12-24' as never, code: 'BF', text: '' }),
      }),
      () => ({ who: holder, command: commandOn(state, 'bring-forward.clear', {}) }),
    ][choice]?.();
    if (act === undefined) return;
    const decided = decideAs(act.who, state, act.command);
    if (!decided.ok) return;
    for (const body of decided.value) {
      const event = eventOf(state.version + 1, act.who, body);
      events.push(event);
      state = apply(state, event);
    }
  });
  return { state, events };
}

describe('apply', () => {
  it('gives the same state from the same history, whole or in parts, and one that fits its schema', () => {
    fc.assert(
      fc.property(steps, fc.nat(25), (choices, cut) => {
        const { state, events } = history(choices);
        expect(sameValue(applyAll(caseIdA, null, events), state)).toBe(true);
        const at = Math.min(Math.max(1, cut), events.length);
        const halfway = applyAll(caseIdA, null, events.slice(0, at));
        expect(sameValue(applyAll(caseIdA, halfway, events.slice(at)), state)).toBe(true);
        expect(caseState.safeParse(JSON.parse(JSON.stringify(state))).success).toBe(true);
        for (const event of events)
          expect(sameValue(caseEvent.parse(JSON.parse(JSON.stringify(event))), event)).toBe(true);
      }),
    );
  });

  it('counts versions densely and raises the epoch with each assignment', () => {
    fc.assert(
      fc.property(steps, (choices) => {
        const { state, events } = history(choices);
        expect(state.version).toBe(events.length);
        expect(state.assignment.epoch).toBe(events.filter((event) => event.type === 'case-assigned').length);
      }),
    );
  });

  it('never changes the state that it is given', () => {
    const before = heldCase();
    const frozen = structuredClone(before);
    apply(before, eventOf(3, officer, { type: 'case-opened', payload: { reason: null } }));
    expect(before).toEqual(frozen);
  });

  it('crashes on an event out of order: that is a bug, not an input', () => {
    expect(() => apply(poolCase(), eventOf(5, officer, { type: 'case-opened', payload: { reason: null } }))).toThrow(
      'in order',
    );
  });
});
