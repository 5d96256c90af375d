import { describe, expect, it } from 'vitest';
import {
  actOn,
  bankId,
  clerk,
  commandOn,
  decideAs,
  eventOf,
  farOfficer,
  heldCase,
  juniorOfficer,
  now,
  officer,
  otherOfficer,
  passportId,
  poolCase,
  supervisor,
} from '#support/case-fixtures.ts';
import type { Actor } from './actor.ts';
import { apply } from './apply.ts';
import type { CaseState } from './case-state.ts';
import type { Command, CommandPayload, CommandType } from './command.ts';
import { command } from './command.ts';
import type { ClientId, Day, EvidenceId, NoteId, OfficeId, OfficerId } from './ids.ts';
import { programFor } from './programs/registry.ts';
import type { RefusalCode } from './refusal.ts';

const region = { x: 0.1, y: 0.2, width: 0.3, height: 0.1 };
const noteId = 'e0a6f401-88d4-4f31-b174-3dcebfa09182' as NoteId;
const citeId = 'f1b7a512-99e5-4042-8285-4edfc0b1a293' as EvidenceId;

function refusalOf(who: Actor, state: CaseState, act: Command): RefusalCode | 'accepted' {
  const decided = decideAs(who, state, act);
  return decided.ok ? 'accepted' : decided.error.code;
}

function outcome<Type extends CommandType>(who: Actor, state: CaseState, type: Type, payload: CommandPayload<Type>) {
  return refusalOf(who, state, commandOn(state, type, payload));
}

const passed = { assessment: 'eligibility', status: 'passed', conditional: false, dueDate: null, remark: '' } as const;

describe('opening a case', () => {
  it('is recorded without a reason for the own workload', () => {
    const decided = decideAs(officer, heldCase(), commandOn(heldCase(), 'case.open', { reason: null }));
    expect(decided).toEqual({ ok: true, value: [{ type: 'case-opened', payload: { reason: null } }] });
  });

  it('asks for a reason outside the own workload, the pool included', () => {
    expect(outcome(officer, poolCase(), 'case.open', { reason: null })).toBe('reason-required');
    expect(outcome(officer, poolCase(), 'case.open', { reason: '   ' })).toBe('reason-required');
    expect(outcome(officer, poolCase(), 'case.open', { reason: 'Triage of the pool' })).toBe('accepted');
  });

  it('is refused to who has no sight of the case', () => {
    expect(outcome(otherOfficer, heldCase(), 'case.open', { reason: 'curious' })).toBe('not-visible');
    expect(outcome(farOfficer, poolCase(), 'case.open', { reason: 'curious' })).toBe('not-visible');
  });
});

describe('taking and giving cases', () => {
  it('lets an officer take from the pool, once', () => {
    const taken = actOn(poolCase(), officer, 'case.take', {});
    expect(taken.assignment).toMatchObject({ officerId: officer.officerId, epoch: 1, version: 1 });
    expect(outcome(officer, taken, 'case.take', {})).toBe('already-assigned');
  });

  it('lets nobody but an officer take', () => {
    expect(outcome(clerk, poolCase(), 'case.take', {})).toBe('not-decision-maker');
    expect(outcome(supervisor, poolCase(), 'case.take', {})).toBe('not-decision-maker');
  });

  it('gives a released case back to the pool and raises the epoch', () => {
    const released = actOn(heldCase(), officer, 'case.release', { reason: 'leave' });
    expect(released.assignment).toMatchObject({ officerId: null, epoch: 2 });
  });

  it('lets a case follow its officer to the office that they have moved to', () => {
    const held = actOn(poolCase(), supervisor, 'case.reassign', {
      to: officer.officerId,
      officeId: null,
      reason: 'capacity',
    });
    const elsewhere = { ...held, application: { ...held.application, primaryOffice: 'NRBI' as OfficeId } };
    const boss: Actor = { ...supervisor, officeId: 'NRBI' as OfficeId };
    const along = { to: officer.officerId, officeId: 'CPCO' as OfficeId, reason: 'moved' };
    expect(outcome(boss, elsewhere, 'case.reassign', along)).toBe('accepted');
    expect(outcome(supervisor, held, 'case.reassign', along)).toBe('already-assigned');
  });

  it('lets a supervisor reassign with a reason, only to an active officer of the office', () => {
    const to = (id: string) => ({ to: id as OfficerId, officeId: null, reason: 'capacity' });
    expect(outcome(supervisor, heldCase(), 'case.reassign', to('SM10353'))).toBe('accepted');
    expect(outcome(supervisor, heldCase(), 'case.reassign', to('RW51280'))).toBe('officer-inactive');
    expect(outcome(supervisor, heldCase(), 'case.reassign', to('VC44871'))).toBe('officer-inactive');
    expect(outcome(supervisor, heldCase(), 'case.reassign', to('NO60544'))).toBe('officer-inactive');
    expect(outcome(supervisor, heldCase(), 'case.reassign', to('MC12310'))).toBe('already-assigned');
    expect(outcome(supervisor, heldCase(), 'case.reassign', { ...to('SM10353'), reason: ' ' })).toBe('reason-required');
    expect(outcome(officer, heldCase(), 'case.reassign', to('SM10353'))).toBe('not-supervisor');
  });
});

describe('acts on the merits', () => {
  it('are for the holder alone', () => {
    expect(outcome(officer, heldCase(), 'assessment.record', passed)).toBe('accepted');
    expect(outcome(officer, poolCase(), 'assessment.record', passed)).toBe('not-holder');
    expect(outcome(supervisor, heldCase(), 'assessment.record', passed)).toBe('not-decision-maker');
    expect(outcome(clerk, heldCase(), 'assessment.record', passed)).toBe('not-decision-maker');
  });

  it('with an older assignment epoch are stale, even when the case is no longer in sight', () => {
    const held = heldCase();
    const act = commandOn(held, 'assessment.record', passed);
    const moved = actOn(held, supervisor, 'case.reassign', {
      to: otherOfficer.officerId,
      officeId: null,
      reason: 'load',
    });
    expect(refusalOf(officer, moved, act)).toBe('stale-epoch');
    const back = actOn(moved, supervisor, 'case.reassign', { to: officer.officerId, officeId: null, reason: 'undo' });
    expect(refusalOf(officer, back, act)).toBe('stale-epoch');
  });

  it('collide only where they touch the same record', () => {
    const held = heldCase();
    const eligibility = commandOn(held, 'assessment.record', passed);
    const medical = commandOn(held, 'assessment.record', { ...passed, assessment: 'medical' });
    const after = actOn(held, officer, 'assessment.record', { ...passed, status: 'failed' });
    expect(refusalOf(officer, after, eligibility)).toBe('stale-record');
    expect(refusalOf(officer, after, medical)).toBe('accepted');
  });

  it('name the act that made what they rest on, so that a number given twice is not taken for the same', () => {
    const held = heldCase();
    const byAct = (n: number): CaseState => {
      const command = { clientId: '1b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d91' as ClientId, n };
      const event = eventOf(held.version + 1, officer, { type: 'assessment-recorded', payload: passed });
      return apply(held, { ...event, command });
    };
    const seen = commandOn(byAct(4), 'assessment.record', { ...passed, status: 'failed' });
    expect(seen.basis.made).toEqual({ 'assessment:eligibility': '1b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d91:4' });
    expect(refusalOf(officer, byAct(4), seen)).toBe('accepted');
    expect(refusalOf(officer, byAct(5), seen)).toBe('stale-record');
    expect(refusalOf(officer, heldCase(), seen)).toBe('stale-record');
  });

  it('hold over the assignment that was seen: not over a later one, nor over one that central lost, nor over its double', () => {
    const assignedBy = (n: number, epoch = 1): CaseState => {
      const held = heldCase();
      return { ...held, assignment: { ...held.assignment, epoch, act: `1b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d91:${n}` } };
    };
    const act = commandOn(assignedBy(4), 'bring-forward.clear', {});
    const draft = commandOn(assignedBy(4), 'decision.draft', { draft: null });
    expect(refusalOf(officer, assignedBy(4), act)).not.toBe('stale-epoch');
    expect(refusalOf(officer, assignedBy(9), act)).toBe('stale-epoch');
    expect(refusalOf(officer, assignedBy(4, 0), draft)).toBe('stale-epoch');
    expect(refusalOf(officer, assignedBy(4, 2), draft)).toBe('stale-epoch');
  });

  it('of the first protocol rest on numbers only', () => {
    const { made: _, ...basis } = commandOn(heldCase(), 'assessment.record', passed).basis;
    const act = { ...commandOn(heldCase(), 'assessment.record', passed), basis };
    expect(refusalOf(officer, heldCase(), act)).toBe('accepted');
  });

  it('need a basis for the record that they touch', () => {
    const held = heldCase();
    const act = { ...commandOn(held, 'assessment.record', passed), basis: { epoch: 1, records: {} } };
    expect(refusalOf(officer, held, act)).toBe('stale-record');
  });
});

describe('assessments', () => {
  it('take only statuses of their kind, and only those of the program', () => {
    const held = heldCase();
    const record = (more: object) => outcome(officer, held, 'assessment.record', { ...passed, ...more });
    expect(record({ status: 'favourable' })).toBe('status-not-allowed');
    expect(record({ assessment: 'security', status: 'favourable' })).toBe('accepted');
    const has = (type: string) => programFor('visitor-visa').assessments.some((each) => each.type === type);
    expect(has('eligibility')).toBe(true);
  });

  it('keep version, author and moment', () => {
    const once = actOn(heldCase(), officer, 'assessment.record', passed);
    const twice = actOn(once, officer, 'assessment.record', { ...passed, status: 'failed' });
    expect(twice.assessments.eligibility).toEqual({
      version: 2,
      act: null,
      status: 'failed',
      conditional: false,
      dueDate: null,
      remark: '',
      by: officer.officerId,
      at: now,
    });
  });
});

describe('notes', () => {
  const add = (text: string, protectedPassages: CommandPayload<'note.add'>['protectedPassages']) => ({
    noteId,
    type: 'general' as const,
    text,
    protectedPassages,
  });

  it('are appended, never collide, and refuse the same id twice', () => {
    const noted = actOn(heldCase(), officer, 'note.add', add('Seen.', []));
    expect(noted.notes).toHaveLength(1);
    expect(outcome(officer, noted, 'note.add', add('Again.', []))).toBe('duplicate-id');
  });

  it('refuse protected passages that do not lie in the text or overlap', () => {
    const reason = 'investigation' as const;
    const held = heldCase();
    expect(outcome(officer, held, 'note.add', add('12345', [{ start: 1, end: 9, reason }]))).toBe(
      'passages-out-of-range',
    );
    const overlapping = [
      { start: 0, end: 3, reason },
      { start: 2, end: 5, reason },
    ];
    expect(outcome(officer, held, 'note.add', add('12345', overlapping))).toBe('passages-out-of-range');
    expect(outcome(officer, held, 'note.add', add('12345', [{ start: 1, end: 3, reason }]))).toBe('accepted');
  });

  it('are not for clerks', () => {
    expect(outcome(clerk, poolCase(), 'note.add', add('Hm', []))).toBe('not-decision-maker');
  });
});

describe('bring-forward', () => {
  const set = (date: string) => ({ date: date as Day, code: 'DOC', text: 'New scan due' });

  it('is set for a day that is not past, and cleared once', () => {
    const held = heldCase();
    expect(outcome(officer, held, 'bring-forward.set', set('2026-11-10'))).toBe('date-in-past');
    const reminded = actOn(held, officer, 'bring-forward.set', set('2026-12-01'));
    expect(reminded.bringForward).toMatchObject({ version: 1, entry: { code: 'DOC' } });
    const cleared = actOn(reminded, officer, 'bring-forward.clear', {});
    expect(cleared.bringForward).toEqual({ version: 2, act: null, entry: null });
    expect(outcome(officer, cleared, 'bring-forward.clear', {})).toBe('nothing-to-clear');
  });
});

describe('documents and evidence', () => {
  const ground = programFor('visitor-visa').grounds[0]?.id ?? '';
  const cite = { evidenceId: citeId, documentId: bankId, pageIndex: 1, region, groundId: ground, remark: '' };

  it('marks a document read once a person, whoever else has read it', () => {
    const read = actOn(heldCase(), officer, 'document.mark-read', { documentId: passportId });
    expect(read.documents[0]?.readBy).toEqual({ [officer.officerId]: now });
    const again = decideAs(officer, read, commandOn(read, 'document.mark-read', { documentId: passportId }));
    expect(again).toEqual({ ok: true, value: [] });
  });

  it('cites a region of a page that exists, under a ground of the program', () => {
    const held = heldCase();
    expect(outcome(officer, held, 'evidence.add', cite)).toBe('accepted');
    expect(outcome(officer, held, 'evidence.add', { ...cite, pageIndex: 3 })).toBe('page-out-of-range');
    expect(outcome(officer, held, 'evidence.add', { ...cite, documentId: noteId as never })).toBe('unknown-document');
    expect(outcome(officer, held, 'evidence.add', { ...cite, groundId: 'made-up' })).toBe('unknown-ground');
  });

  it('keeps a removed cite in the record', () => {
    const cited = actOn(heldCase(), officer, 'evidence.add', cite);
    const removed = actOn(cited, officer, 'evidence.remove', { evidenceId: citeId });
    expect(removed.evidence).toHaveLength(1);
    expect(removed.evidence[0]?.removed).toEqual({ by: officer.officerId, at: now });
  });
});

describe('parsing a command', () => {
  it('refuses an unknown type and a payload of another type', () => {
    const basis = { epoch: 0, records: {} };
    expect(command.safeParse({ type: 'case.delete', payload: {}, basis }).success).toBe(false);
    expect(command.safeParse({ type: 'note.add', payload: { date: '2026-01-01' }, basis }).success).toBe(false);
    expect(command.safeParse({ type: 'case.take', payload: {}, basis }).success).toBe(true);
  });
});

describe('authority', () => {
  it('lies with the delegation level of the program', () => {
    const program = programFor('visitor-visa');
    expect(program.authority.approve).toBeLessThanOrEqual(juniorOfficer.level + 2);
  });
});
