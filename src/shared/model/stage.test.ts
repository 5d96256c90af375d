import { describe, expect, it } from 'vitest';
import { actOn, eventOf, heldCase, officer, poolCase } from '#support/case-fixtures.ts';
import { apply } from './apply.ts';
import type { AssessmentType } from './assessment.ts';
import { flagsOf } from './case-flags.ts';
import type { CaseState } from './case-state.ts';
import type { Day, Instant } from './ids.ts';
import { programFor } from './programs/registry.ts';
import { stageOf } from './stage.ts';

const program = programFor('visitor-visa');
const pass = (state: CaseState, assessment: AssessmentType) =>
  actOn(state, officer, 'assessment.record', {
    assessment,
    status: 'passed',
    conditional: false,
    dueDate: null,
    remark: '',
  });

function waiting(state: CaseState): CaseState {
  return apply(
    state,
    eventOf(state.version + 1, officer, {
      type: 'correspondence-sent',
      payload: {
        correspondence: {
          id: '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05',
          kind: 'document-request',
          sentAt: '2026-11-10T10:00:00.000Z' as Instant,
          answerDue: '2026-12-10' as Day,
          answeredAt: null,
        },
      },
    }),
  );
}

describe('stage', () => {
  it('follows from what is settled', () => {
    expect(stageOf(poolCase(), program)).toBe('received');
    const complete = pass(heldCase(), 'completeness');
    expect(['biometrics-medical', 'assessment']).toContain(stageOf(complete, program));
    const all = program.assessments
      .filter((each) => each.required)
      .reduce((state, { type }) => pass(state, type), heldCase());
    expect(stageOf(all, program)).toBe('decision');
  });

  it('is awaiting the applicant while a letter waits for its answer', () => {
    const state = waiting(pass(heldCase(), 'completeness'));
    expect(stageOf(state, program)).toBe('awaiting-applicant');
    const answered = apply(
      state,
      eventOf(state.version + 1, null, {
        type: 'correspondence-answered',
        payload: { id: '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05' },
      }),
    );
    expect(stageOf(answered, program)).not.toBe('awaiting-applicant');
    expect(flagsOf(answered)).toContain('response-received');
  });
});

describe('flags', () => {
  it('mark what waits and who is a minor', () => {
    expect(flagsOf(waiting(heldCase()))).toContain('awaiting-response');
    const state = heldCase();
    const [principal, ...rest] = state.applicants;
    const young = { ...state, applicants: [{ ...principal, birthDate: '2010-01-01' }, ...rest] } as CaseState;
    expect(flagsOf(young)).toContain('minor');
    expect(flagsOf(state)).not.toContain('minor');
  });
});
