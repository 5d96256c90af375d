import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actOn,
  clerk,
  farOfficer,
  heldCase,
  officer,
  otherOfficer,
  poolCase,
  supervisor,
} from '#support/case-fixtures.ts';
import type { EventBody } from './event.ts';
import { eventTypes } from './event.ts';
import type { NoteId } from './ids.ts';
import { canonicalText } from './same-value.ts';
import { mayShowEvent, project, scopeOf, sightOf } from './visibility.ts';

describe('sight', () => {
  it('gives officers their own cases and the pool of their office in full, and nothing else', () => {
    expect(sightOf(officer, scopeOf(heldCase()))).toBe('full');
    expect(sightOf(officer, scopeOf(poolCase()))).toBe('full');
    expect(sightOf(otherOfficer, scopeOf(heldCase()))).toBe('none');
    expect(sightOf(farOfficer, scopeOf(poolCase()))).toBe('none');
  });

  it('gives supervisors the office in summary and clerks its papers', () => {
    expect(sightOf(supervisor, scopeOf(heldCase()))).toBe('summary');
    expect(sightOf(clerk, scopeOf(heldCase()))).toBe('intake');
    expect(sightOf({ ...supervisor, officeId: farOfficer.officeId }, scopeOf(heldCase()))).toBe('none');
  });

  it('keeps a case with its holder after the office changed', () => {
    const scope = { ...scopeOf(heldCase()), officeId: farOfficer.officeId };
    expect(sightOf(officer, scope)).toBe('full');
  });
});

describe('what a sight lets through', () => {
  const secret = 'SECRET-WORDS';
  const noted = actOn(
    actOn(heldCase(), officer, 'note.add', {
      noteId: 'e0a6f401-88d4-4f31-b174-3dcebfa09182' as NoteId,
      type: 'general',
      text: secret,
      protectedPassages: [],
    }),
    officer,
    'assessment.record',
    { assessment: 'eligibility', status: 'failed', conditional: false, dueDate: null, remark: secret },
  );

  it('hides notes from supervisors and notes, assessments and reading from clerks', () => {
    expect(project(noted, 'full')).toBe(noted);
    expect(project(noted, 'summary').notes).toEqual([]);
    const intake = project(noted, 'intake');
    expect(canonicalText(intake)).not.toContain(secret);
    expect(Object.keys(intake.assessments)).toEqual([]);
  });

  it('never shows a clerk an event that a supervisor may not see', () => {
    fc.assert(
      fc.property(fc.constantFrom(...eventTypes), (type: EventBody['type']) => {
        expect(mayShowEvent(type, 'none')).toBe(false);
        expect(mayShowEvent(type, 'full')).toBe(true);
        if (mayShowEvent(type, 'intake')) expect(mayShowEvent(type, 'summary')).toBe(true);
      }),
    );
  });

  it('is idempotent', () => {
    for (const sight of ['full', 'summary', 'intake'] as const) {
      expect(canonicalText(project(project(noted, sight), sight))).toBe(canonicalText(project(noted, sight)));
    }
  });
});
