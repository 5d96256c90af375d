import { describe, expect, it } from 'vitest';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Evidence } from '#shared/model/evidence.ts';
import type { Day, EvidenceId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { bankId, now, officer, poolCase, today } from '#support/case-fixtures.ts';
import {
  approvalFor,
  changeGround,
  citesUnder,
  emptyRefusal,
  readDraft,
  sameDraft,
  withCites,
  withGround,
  withoutGround,
} from './draft-steps.ts';

const program = programFor('visitor-visa');

function cite(id: string, groundId: string, isRemoved = false): Evidence {
  return {
    id: id as EvidenceId,
    documentId: bankId,
    pageIndex: 0,
    region: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 },
    groundId,
    remark: '',
    by: officer.officerId,
    at: now,
    removed: isRemoved ? { by: officer.officerId, at: now } : null,
  };
}

function withPassport(expires: Day | null): CaseState {
  const state = poolCase();
  const applicants = state.applicants.map((person) => ({
    ...person,
    passport: { number: 'A1234567', issued: null, expires },
  }));
  return { ...state, applicants };
}

describe('a draft approval', () => {
  it('begins with the usual period and entries of the program', () => {
    const draft = approvalFor(withPassport('2040-01-01' as Day), program, today);
    expect(draft).toMatchObject({ validFrom: today, validUntil: '2036-11-20', entries: 'multiple', conditionIds: [] });
  });

  it('does not outlast the passport, and proposes no end where its expiry is not known', () => {
    expect(approvalFor(withPassport('2027-03-01' as Day), program, today).validUntil).toBe('2027-03-01');
    expect(approvalFor(withPassport(null), program, today).validUntil).toBeNull();
  });

  it('never claims that the officer assessed everything', () => {
    expect(approvalFor(poolCase(), program, today).assessedEverything).toBe(false);
  });
});

describe('a draft refusal', () => {
  it('begins without a ground: none is proposed', () => {
    expect(emptyRefusal.grounds).toEqual([]);
  });

  it('takes a ground once, changes it alone, and gives it up', () => {
    const one = withGround(emptyRefusal, 'r179-b');
    expect(withGround(one, 'r179-b')).toBe(one);
    const two = changeGround(withGround(one, 'a11-1'), 'a11-1', { ownWords: 'Because.' });
    expect(two.grounds.map((ground) => ground.ownWords)).toEqual(['', 'Because.']);
    expect(withoutGround(two, 'r179-b').grounds.map((ground) => ground.groundId)).toEqual(['a11-1']);
  });

  it('rests on every cite that stands under its ground, and on no other', () => {
    const evidence = [cite('e1', 'r179-b'), cite('e2', 'a11-1'), cite('e3', 'r179-b', true), cite('e4', 'r179-b')];
    expect(citesUnder(evidence, 'r179-b').map((each) => each.id)).toEqual(['e1', 'e4']);
    const draft = withCites(withGround(emptyRefusal, 'r179-b'), evidence);
    expect(draft.outcome === 'refuse' && draft.grounds[0]?.evidenceIds).toEqual(['e1', 'e4']);
  });

  it('cannot say that nothing was found beside a cite', () => {
    const claimed = changeGround(withGround(emptyRefusal, 'r179-b'), 'r179-b', { noneFound: true });
    const cited = withCites(claimed, [cite('e1', 'r179-b')]);
    expect(cited.outcome === 'refuse' && cited.grounds[0]?.noneFound).toBe(false);
    const bare = withCites(claimed, []);
    expect(bare.outcome === 'refuse' && bare.grounds[0]?.noneFound).toBe(true);
  });
});

describe('a draft that was kept as it was typed', () => {
  it('is read back as it was', () => {
    const draft = withGround(emptyRefusal, 'r179-b');
    const kept = readDraft(JSON.stringify(draft));
    expect(sameDraft(kept, draft)).toBe(true);
    expect(sameDraft(kept, emptyRefusal)).toBe(false);
  });

  it('that cannot be read is none', () => {
    expect(readDraft('{"outcome":"refuse"')).toBeNull();
    expect(readDraft('{"outcome":"perhaps"}')).toBeNull();
  });
});
