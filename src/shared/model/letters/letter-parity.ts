import type { DecisionDraft } from '../decision.ts';
import type { Day } from '../ids.ts';
import type { Program } from '../programs/program.ts';
import { refusalLetterKind } from '../programs/registry.ts';
import { composeLetter } from './compose-letter.ts';
import type { LetterFacts, LetterGap, LetterRequest } from './request.ts';

/** What keeps the letter from being written in either language; empty when both can be written from the one decision. */
export function letterParity(request: LetterRequest): readonly LetterGap[] {
  return (['en', 'fr'] as const).flatMap((language) => {
    const letter = composeLetter(request, language);
    return 'missing' in letter ? letter.missing : [];
  });
}

/** The letter that a decision goes out with, as a request. */
export function decisionLetter(
  program: Program,
  draft: DecisionDraft,
  facts: LetterFacts,
  decidedIn: 'inside' | 'outside',
): LetterRequest {
  if (draft.outcome === 'approve') {
    const { conditionIds, validUntil, entries } = draft;
    return { program, kind: 'approval', facts, conditionIds, validUntil, entries, decidedIn };
  }
  const { grounds } = draft;
  const kind = refusalLetterKind(
    program,
    grounds.map((each) => each.groundId),
  );
  return { program, kind, facts, grounds, decidedIn };
}

/** Stands in where only the texts of a decision are checked, before the facts of the case are at hand. */
const anyFacts: LetterFacts = {
  name: '-',
  number: '-',
  uci: null,
  office: { en: '-', fr: '-' },
  date: '2000-01-01' as Day,
};

/** Parity of a drafted decision: the check before signing. A value not yet chosen (validity, entries) is another check's matter. */
export function draftParity(program: Program, draft: DecisionDraft): readonly LetterGap[] {
  return letterParity(decisionLetter(program, draft, anyFacts, 'outside')).filter(
    (gap) => gap.reason !== 'value-missing',
  );
}
