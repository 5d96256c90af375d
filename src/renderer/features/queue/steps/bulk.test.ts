import { describe, expect, it } from 'vitest';
import type { CaseId, Day, Instant, OfficerId } from '#shared/model/ids.ts';
import type { Before } from './bulk.ts';
import { undoStep } from './bulk.ts';

const before: Before = {
  caseId: '6b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90' as CaseId,
  number: 'V300000001',
  officerId: 'MC12310' as OfficerId,
  bringForward: null,
};
const entry = {
  date: '2026-12-01' as Day,
  code: 'BF',
  text: 'call',
  by: 'MC12310' as OfficerId,
  at: '2026-11-20T15:00:00.000Z' as Instant,
};

describe('undoStep', () => {
  it('gives a taken case back and takes a released one again', () => {
    expect(undoStep({ type: 'case.take', payload: {} }, before, 'undo')?.type).toBe('case.release');
    expect(undoStep({ type: 'case.release', payload: { reason: '' } }, before, 'undo')?.type).toBe('case.take');
  });

  it('puts the earlier bring-forward date back, or none where there was none', () => {
    const step = { type: 'bring-forward.set', payload: { date: entry.date, code: 'X', text: '' } } as const;
    expect(undoStep(step, before, 'undo')).toEqual({ type: 'bring-forward.clear', payload: {} });
    expect(undoStep(step, { ...before, bringForward: entry }, 'undo')).toEqual({
      type: 'bring-forward.set',
      payload: { date: entry.date, code: 'BF', text: 'call' },
    });
  });

  it('reassigns to the officer who had the case', () => {
    const step = {
      type: 'case.reassign',
      payload: { to: 'SM10353' as OfficerId, officeId: null, reason: 'load' },
    } as const;
    expect(undoStep(step, before, 'undo')).toMatchObject({ payload: { to: 'MC12310', reason: 'undo' } });
  });

  it('has no way back from what law has made final', () => {
    expect(undoStep({ type: 'decision.draft', payload: { draft: null } }, before, 'undo')).toBeNull();
  });
});
