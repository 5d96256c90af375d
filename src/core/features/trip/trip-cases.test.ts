import { describe, expect, it } from 'vitest';
import type { CaseId, DocumentId, Sha256 } from '#shared/model/ids.ts';
import { type CaseHere, gapsNow, sumOf, tripCase, wantedOf, withReceiving } from './trip-cases.ts';
import type { CheckedCase } from './trip-store.ts';

const caseId = '6b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90' as CaseId;
const sha = (letter: string): Sha256 => letter.repeat(64) as Sha256;
type Presence = 'present' | 'partial' | 'missing' | 'damaged';

function here(documents: Readonly<Record<string, Presence>>, isSummary = false): CaseHere {
  const letters = Object.keys(documents);
  return {
    caseId,
    isSummary,
    facts: {
      number: 'V300100200',
      name: 'Okafor, Ngozi',
      documents: letters.map((letter) => ({
        id: `id ${letter}` as DocumentId,
        title: { en: letter, fr: letter },
        sha256: sha(letter),
        sizeBytes: 1000,
        pages: 2,
      })),
    },
    held: new Map(
      letters.map((letter) => {
        const presence = documents[letter] ?? 'missing';
        return [sha(letter), { presence, bytesHere: presence === 'partial' ? 400 : 0 }];
      }),
    ),
  };
}

const gone: CaseHere = { caseId, facts: null, isSummary: false, held: new Map() };
const checkedWith = (letters: string, gaps: CheckedCase['gaps'] = []): CheckedCase => ({
  documents: [...letters].map(sha),
  gaps,
});
const codes = (state: CaseHere, checked: CheckedCase | null, unavailable = ''): readonly string[] =>
  gapsNow(state, checked, new Set([...unavailable].map(sha))).map((gap) => `${gap.code} ${gap.document?.id ?? 'case'}`);

describe('the gaps of a case', () => {
  it('are, before a check, what cannot be had; what is still to be fetched is none', () => {
    expect(codes(here({ a: 'missing', b: 'partial', c: 'present' }), null)).toEqual([]);
    expect(codes(here({ a: 'missing', b: 'damaged' }), null, 'a')).toEqual(['document-unavailable id a']);
    expect(codes(here({ a: 'present' }, true), null)).toEqual(['summary-only case']);
    expect(codes(gone, null)).toEqual(['case-gone case']);
  });

  it('never count a document as ready that the check did not read', () => {
    expect(codes(here({ a: 'present', b: 'present' }), checkedWith('ab'))).toEqual([]);
    expect(codes(here({ a: 'present', b: 'present' }), checkedWith('a'))).toEqual(['document-unchecked id b']);
    expect(codes(here({ a: 'missing' }), checkedWith(''))).toEqual(['document-missing id a']);
    expect(codes(here({ a: 'damaged' }), checkedWith('a'))).toEqual(['document-damaged id a']);
    expect(codes(gone, checkedWith('a'))).toEqual(['case-gone case']);
  });

  it('keep what the check found of a document that is as it was then, and ask for another check once it came', () => {
    const document = { id: 'id a' as DocumentId, title: { en: 'a', fr: 'a' } };
    const differ = checkedWith('a', [{ code: 'pages-differ', document }]);
    expect(codes(here({ a: 'present' }), differ)).toEqual(['pages-differ id a']);
    const without = checkedWith('', [{ code: 'document-unavailable', document }]);
    expect(codes(here({ a: 'missing' }), without)).toEqual(['document-unavailable id a']);
    expect(codes(here({ a: 'present' }), without)).toEqual(['document-unchecked id a']);
  });
});

describe('the figures of a plan', () => {
  it('count a content once, and of what is here in part only the rest', () => {
    const counted = new Set<Sha256>();
    const first = tripCase(here({ a: 'present', b: 'partial' }), [], counted);
    const second = tripCase(here({ b: 'partial', c: 'missing' }), [], counted);
    expect(first).toMatchObject({ documents: 2, documentsToFetch: 1, pages: 4, bytes: 2000, bytesToFetch: 600 });
    expect(second).toMatchObject({ documents: 1, documentsToFetch: 1, bytesToFetch: 1000 });
    expect(sumOf([first, second])).toMatchObject({
      documents: 3,
      documentsToFetch: 2,
      bytes: 3000,
      bytesToFetch: 1600,
    });
  });

  it('count what has come of the document under way, and nothing twice', () => {
    const state = here({ a: 'partial', b: 'present' });
    const toFetch = (receiving: Parameters<typeof withReceiving>[1]): number =>
      tripCase(withReceiving(state, receiving), [], new Set()).bytesToFetch;
    expect(toFetch(null)).toBe(600);
    expect(toFetch({ sha256: sha('a'), bytesHere: 700 })).toBe(300);
    expect(toFetch({ sha256: sha('a'), bytesHere: 100 })).toBe(600);
    expect(toFetch({ sha256: sha('b'), bytesHere: 100 })).toBe(600);
    expect(toFetch({ sha256: sha('c'), bytesHere: 100 })).toBe(600);
  });

  it('want each content once, in the order of the cases, from where it stopped', () => {
    const cases = [here({ a: 'present', b: 'partial' }), here({ b: 'partial', c: 'damaged' }), gone];
    expect(wantedOf(cases)).toEqual([
      { sha256: sha('b'), start: 400 },
      { sha256: sha('c'), start: 0 },
    ]);
  });
});
