import type { Bilingual, Language } from '../bilingual.ts';
import type { Day } from '../ids.ts';
import type { Program } from '../programs/program.ts';
import type { LetterKind } from '../programs/registry.ts';

/** A ground as it is cited in a decision. A `groundInDraft` of decision.ts fits as it is. */
export interface CitedGround {
  readonly groundId: string;
  readonly introductionId: string | null;
  readonly reasonIds: readonly string[];
  /** The officer's own words; they go to the applicant as written, in whichever language. */
  readonly ownWords: string;
}

export interface LetterFacts {
  readonly name: string;
  readonly number: string;
  /** Null before one is given. */
  readonly uci: string | null;
  readonly office: Bilingual;
  /** The day that the letter is dated. */
  readonly date: Day;
}

/** Everything that a letter is made from: one structured decision, from which both languages come. */
export interface LetterRequest {
  readonly program: Program;
  readonly kind: LetterKind;
  readonly facts: LetterFacts;
  readonly grounds?: readonly CitedGround[];
  /** Conditions chosen by the officer; those that law imposes are added. */
  readonly conditionIds?: readonly string[];
  readonly validUntil?: Day | null;
  readonly entries?: 'single' | 'multiple' | null;
  /** Until when an answer is awaited. */
  readonly deadline?: Day | null;
  /** What is asked for: a line of the checklist, or the officer's words. */
  readonly documents?: readonly ({ readonly itemId: string } | { readonly words: string })[];
  readonly decidedIn?: 'inside' | 'outside';
}

/** Why a letter cannot be made. `subject` names the ground, paragraph, item or placeholder. */
export interface LetterGap {
  readonly reason:
    | 'no-template'
    | 'wrong-letter'
    | 'unknown-part'
    | 'introduction-missing'
    | 'reason-missing'
    | 'words-missing'
    | 'text-missing'
    | 'value-missing';
  readonly subject: string;
  readonly language: Language;
}

export interface Letter {
  readonly subject: string;
  /** Blocks parted by empty lines (blocks.ts reads them). */
  readonly body: string;
}

export type ComposedLetter = Letter | { readonly missing: readonly LetterGap[] };
