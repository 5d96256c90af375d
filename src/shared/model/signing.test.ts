import { describe, expect, it } from 'vitest';
import { approvalFor, passedAssessments } from '#support/approval.ts';
import {
  actOn,
  bankId,
  commandOn,
  decideAs,
  eventOf,
  heldCase,
  officer,
  otherOfficer,
  passportId,
  supervisor,
  today,
} from '#support/case-fixtures.ts';
import type { Actor } from './actor.ts';
import { apply } from './apply.ts';
import type { CaseState } from './case-state.ts';
import type { ApprovalDraft, RefusalDraft } from './decision.ts';
import type { Day, EvidenceId, Instant } from './ids.ts';
import { programFor } from './programs/registry.ts';
import { blockingUnmet, signingChecks } from './signing-checks.ts';
import { composeStatement } from './statement.ts';

const program = programFor('visitor-visa');
const citeId = 'f1b7a512-99e5-4042-8285-4edfc0b1a293' as EvidenceId;

const approval = approvalFor('2026-11-21', '2027-05-20');

/** Every required assessment settled in favour. */
function ready(who: Actor = officer): CaseState {
  return passedAssessments.reduce((state, payload) => actOn(state, who, 'assessment.record', payload), heldCase(who));
}

const introduced = program.grounds.find((each) => each.introductions.length > 0 && each.fairness !== 'required');

function refusalOn(evidenceIds: EvidenceId[], more: Partial<RefusalDraft['grounds'][number]> = {}): RefusalDraft {
  return {
    outcome: 'refuse',
    grounds: [
      {
        groundId: introduced?.id ?? '',
        introductionId: introduced?.introductions[0]?.id ?? null,
        reasonIds: introduced?.reasons.slice(0, 1).map((each) => each.id) ?? [],
        ownWords: 'The large deposit is not explained.',
        evidenceIds,
        noneFound: false,
        ...more,
      },
    ],
    reasons: { circumstances: 'Visit.', process: 'Papers only.', representations: '', detailed: 'Funds not shown.' },
    assessedEverything: false,
  };
}

function cited(): CaseState {
  return actOn(heldCase(), officer, 'evidence.add', {
    evidenceId: citeId,
    documentId: bankId,
    pageIndex: 0,
    region: { x: 0.1, y: 0.1, width: 0.5, height: 0.2 },
    groundId: introduced?.id ?? '',
    remark: 'Deposit',
  });
}

const unmetOf = (state: CaseState, draft: ApprovalDraft | RefusalDraft, who: Actor = officer) =>
  blockingUnmet(signingChecks(state, program, draft, who, today)).map((check) => check.id);

function signed(state: CaseState, draft: ApprovalDraft | RefusalDraft) {
  const statement = composeStatement(state, program, draft, officer);
  return decideAs(officer, state, commandOn(state, 'decision.sign', { statement }));
}

describe('approving', () => {
  it('can be signed when every required assessment is settled in favour', () => {
    const state = ready();
    expect(unmetOf(state, approval)).toEqual([]);
    expect(signed(state, approval).ok).toBe(true);
  });

  it('waits for each required assessment, and says which', () => {
    const checks = signingChecks(heldCase(), program, approval, officer, today);
    const open = checks.filter((check) => check.id === 'assessments-settled' && !check.met).map((each) => each.subject);
    expect(open).toEqual(program.assessments.filter((each) => each.required).map((each) => each.type));
    expect(signed(heldCase(), approval)).toMatchObject({ ok: false, error: { code: 'checks-unmet' } });
  });

  it('keeps validity within the passport, the maximum and the future', () => {
    const state = ready();
    expect(unmetOf(state, { ...approval, validUntil: null })).toContain('validity-set');
    expect(unmetOf(state, { ...approval, validUntil: '2026-11-20' as Day })).toContain('validity-in-range');
    expect(unmetOf(state, { ...approval, validUntil: '2032-02-01' as Day })).toContain('validity-within-passport');
    expect(unmetOf(state, { ...approval, validUntil: '2046-02-01' as Day })).toContain('validity-in-range');
  });
});

describe('refusing', () => {
  it('needs a ground, its introduction and reason, a cite or "none found", and reasons', () => {
    const state = cited();
    expect(unmetOf(state, refusalOn([citeId]))).toEqual([]);
    expect(unmetOf(state, { ...refusalOn([]), grounds: [] })).toContain('ground-chosen');
    expect(unmetOf(state, refusalOn([citeId], { reasonIds: [] }))).toContain('ground-complete');
    expect(unmetOf(state, refusalOn([citeId], { introductionId: null }))).toContain('ground-complete');
    expect(unmetOf(state, refusalOn([]))).toContain('ground-cited');
    expect(unmetOf(state, refusalOn([], { noneFound: true }))).toEqual([]);
    const wordless = { ...refusalOn([citeId]), reasons: { ...refusalOn([]).reasons, detailed: '  ' } };
    expect(unmetOf(state, wordless)).toContain('reasons-written');
  });

  it('does not count a cite that was removed', () => {
    const removed = actOn(cited(), officer, 'evidence.remove', { evidenceId: citeId });
    expect(unmetOf(removed, refusalOn([citeId]))).toContain('ground-cited');
  });

  it('states every text in both languages and every cite by content hash', () => {
    const statement = composeStatement(cited(), program, refusalOn([citeId]), officer);
    expect(statement.grounds[0]).toMatchObject({
      provision: introduced?.provision,
      introduction: introduced?.introductions[0]?.text,
      cites: [{ evidenceId: citeId, documentId: bankId, sha256: 'b'.repeat(64), pageIndex: 0 }],
    });
  });

  it('on misrepresentation waits for a fairness letter and its answer or its time', () => {
    const ground = program.grounds.find((each) => each.letter === 'own');
    const draft = refusalOn([], { groundId: ground?.id ?? '', introductionId: null, reasonIds: [], noneFound: true });
    const state = heldCase();
    expect(unmetOf(state, draft)).toContain('fairness-done');
    const sent = apply(
      state,
      eventOf(state.version + 1, officer, {
        type: 'correspondence-sent',
        payload: {
          correspondence: {
            id: '0b1c2d3e-4f50-4a61-8b72-9c83ad94be05',
            kind: 'fairness-letter',
            sentAt: '2026-10-10T10:00:00.000Z' as Instant,
            answerDue: '2026-11-10' as Day,
            answeredAt: null,
          },
        },
      }),
    );
    expect(unmetOf(sent, draft)).not.toContain('fairness-done');
  });
});

describe('signing', () => {
  it('refuses a statement that is not what the file and the draft compose', () => {
    const state = ready();
    const statement = { ...composeStatement(state, program, approval, officer), applicationNumber: 'V999999999' };
    const decided = decideAs(officer, state, commandOn(state, 'decision.sign', { statement }));
    expect(decided).toMatchObject({ ok: false, error: { code: 'draft-changed' } });
  });

  it('names the documents that were not opened, and lets the officer sign over it', () => {
    const state = actOn(ready(), officer, 'document.mark-read', { documentId: passportId });
    expect(composeStatement(state, program, approval, officer).unopened).toEqual([bankId]);
    const check = signingChecks(state, program, approval, officer, today).find(
      (each) => each.id === 'documents-opened',
    );
    expect(check).toMatchObject({ met: false, weight: 'attention', jump: { to: 'document', documentId: bankId } });
  });

  it('happens once', () => {
    const state = ready();
    const statement = composeStatement(state, program, approval, officer);
    const after = actOn(state, officer, 'decision.sign', { statement });
    expect(after.decision.signed?.by).toBe(officer.officerId);
    expect(after.application.statusReason).toBe('approved');
    expect(signed(after, approval)).toMatchObject({ ok: false, error: { code: 'already-decided' } });
  });

  it('fixes the cites that the decision rests on', () => {
    const state = cited();
    const statement = composeStatement(state, program, refusalOn([citeId]), officer);
    const after = actOn(state, officer, 'decision.sign', { statement });
    const remove = decideAs(officer, after, commandOn(after, 'evidence.remove', { evidenceId: citeId }));
    expect(remove).toMatchObject({ ok: false, error: { code: 'already-decided' } });
  });

  it('after a reassignment asks the new officer to have assessed everything', () => {
    const moved = actOn(ready(otherOfficer), supervisor, 'case.reassign', {
      to: officer.officerId,
      officeId: null,
      reason: 'language',
    });
    expect(unmetOf(moved, approval)).toEqual(['assessed-everything']);
    expect(unmetOf(moved, { ...approval, assessedEverything: true })).toEqual([]);
  });

  it('is for who holds the case and has the authority', () => {
    const state = ready();
    expect(unmetOf(state, approval, otherOfficer)).toContain('holder');
    const lofty = { ...program, authority: { approve: 3 as const, refuse: 3 as const } };
    const ids = blockingUnmet(signingChecks(state, lofty, approval, officer, today)).map((each) => each.id);
    expect(ids).toEqual(['authority']);
  });
});
