import { describe, expect, it } from 'vitest';
import { approvalFor } from '#support/approval.ts';
import type { RefusalDraft } from '../decision.ts';
import type { Day } from '../ids.ts';
import type { Program } from '../programs/program.ts';
import { programFor } from '../programs/registry.ts';
import { composeLetter } from './compose-letter.ts';
import { decisionLetter, draftParity, letterParity } from './letter-parity.ts';
import type { LetterFacts } from './request.ts';

const visitor = programFor('visitor-visa');
const facts: LetterFacts = {
  name: 'Nguyen, Thi Lan',
  number: 'V000000001',
  uci: null,
  office: { en: 'Office', fr: 'Bureau' },
  date: '2026-11-23' as Day,
};

const refusalDraft: RefusalDraft = {
  outcome: 'refuse',
  grounds: [
    {
      groundId: 'r179-b',
      introductionId: 'r179-b.intro',
      reasonIds: ['r179-b.travel-history'],
      ownWords: '',
      evidenceIds: [],
      noneFound: true,
    },
  ],
  reasons: { circumstances: '', process: '', representations: '', detailed: 'x' },
  assessedEverything: false,
};

const approvalDraft = approvalFor('2026-11-23', '2030-01-01');

/** The visitor visa with one reason that has lost its French. */
const halved: Program = {
  ...visitor,
  grounds: visitor.grounds.map((ground) => ({
    ...ground,
    reasons: ground.reasons.map((reason) =>
      reason.id === 'r179-b.travel-history' ? { ...reason, text: { en: reason.text.en, fr: '' } } : reason,
    ),
  })),
};

describe('the parity of a letter', () => {
  it('has no gap where both languages can be written', () => {
    expect(letterParity(decisionLetter(visitor, refusalDraft, facts, 'outside'))).toEqual([]);
    expect(letterParity(decisionLetter(visitor, approvalDraft, facts, 'outside'))).toEqual([]);
  });

  it('names the text and the language that is missing, though the letter goes out in the other', () => {
    const request = decisionLetter(halved, refusalDraft, facts, 'outside');
    expect('missing' in composeLetter(request, 'en')).toBe(false);
    expect(letterParity(request)).toEqual([
      { reason: 'text-missing', subject: 'r179-b.travel-history', language: 'fr' },
    ]);
  });
});

describe('the parity of a draft', () => {
  it('is checked before the facts and the validity are set', () => {
    expect(draftParity(visitor, refusalDraft)).toEqual([]);
    expect(draftParity(visitor, { ...approvalDraft, validUntil: null, entries: null })).toEqual([]);
    expect(draftParity(halved, refusalDraft)).toHaveLength(1);
  });

  it('takes the letter of misrepresentation where the ground asks for it', () => {
    const ground = { ...refusalDraft.grounds[0], groundId: 'a40-1-a', introductionId: null };
    const draft = {
      ...refusalDraft,
      grounds: [{ ...ground, reasonIds: ['a40-1-a.fact-withheld'], ownWords: '', evidenceIds: [], noneFound: true }],
    };
    expect(decisionLetter(visitor, draft, facts, 'outside').kind).toBe('misrepresentation');
    expect(draftParity(visitor, draft)).toEqual([]);
  });
});
