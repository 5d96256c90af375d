import type { AssessmentType } from '../assessment.ts';
import type { Bilingual } from '../bilingual.ts';
import type { DocumentType } from '../document.ts';

export const programIds = [
  'visitor-visa',
  'study-permit',
  'work-permit',
  'eta-referral',
  'express-entry',
  'spouse-or-partner',
  'provincial-nominee',
  'protected-person',
  'refugee-resettlement',
  'citizenship-grant',
  'temporary-resident-permit',
] as const;
export type ProgramId = (typeof programIds)[number];

/** A published processing standard, met for 80 % of applications; the clock starts at a complete application. */
export interface ServiceStandard {
  readonly value: number;
  readonly unit: 'hours' | 'days' | 'months';
}

export interface ChecklistItem {
  readonly id: string;
  readonly title: Bilingual;
  /** Any document of one of these types meets the item. */
  readonly documentTypes: readonly DocumentType[];
  readonly required: 'always' | 'if-applicable';
  /** `applicant`: one for each person of the application; `application`: one for all. */
  readonly per: 'application' | 'applicant';
}

/** A sentence or paragraph that may stand in reasons and letter; `id` is stable for ever. */
export interface Paragraph {
  readonly id: string;
  readonly text: Bilingual;
}

export interface Ground {
  readonly id: string;
  /** The provision as it is cited, e.g. `R179(b)` or `A40(1)(a)`. */
  readonly provision: string;
  readonly title: Bilingual;
  /** For R179(b), R200(1)(b), R216(1)(b) an introductory paragraph and at least one specific reason go together (PDU 2022-07-13). Empty where none is required. */
  readonly introductions: readonly Paragraph[];
  readonly reasons: readonly Paragraph[];
  /** `own`: this ground never uses the standard refusal letter (A40, with its five-year bar). */
  readonly letter: 'standard' | 'own';
  /** A concern the applicant could not know: a fairness letter and its answer must stand on the file before it is used. */
  readonly fairness: 'required' | 'if-extrinsic' | 'not-needed';
  /** Assessments that must be recorded as failed (or under review) for this ground to match the file; empty where none applies. */
  readonly assessments: readonly AssessmentType[];
  /** What a finding on this ground would mean, told in the fairness letter (A40: the five-year bar). */
  readonly warning?: Bilingual;
}

export interface Condition {
  readonly id: string;
  /** Imposed on every approval of the program by law, or chosen by the officer. */
  readonly imposed: 'always' | 'by-officer';
  readonly text: Bilingual;
}

/** What an approval grants. Null for programs whose approval has no period (permanent residence, citizenship). */
export interface Validity {
  readonly title: Bilingual;
  readonly maximumMonths: number;
  readonly defaultMonths: number;
  /** The document may not outlive the passport. */
  readonly endsWithPassport: boolean;
  readonly entries: readonly ('single' | 'multiple')[];
}

/** What a template may hold in braces; the composer fills each from the case and the decision. */
export const letterPlaceholders = [
  'name',
  'number',
  'uci',
  'date',
  'office',
  'validUntil',
  'entries',
  'grounds',
  'concerns',
  'conditions',
  'deadline',
  'documents',
  'reviewPeriod',
] as const;
export type LetterPlaceholder = (typeof letterPlaceholders)[number];

/**
 * Text with {placeholders}. Blocks are parted by an empty line; a block of one line that starts with `# ` or `## ` is a
 * heading, lines that start with `- ` are a list (letters/blocks.ts reads it back). Both languages hold the same placeholders.
 */
export interface LetterTemplate {
  readonly subject: Bilingual;
  readonly body: Bilingual;
}

export interface ProgramCategory {
  /** The official code where one is published (family class), else a name of our own. Unique within the program. */
  readonly code: string;
  readonly title: Bilingual;
  /** Where the category has a published standard of its own (IEC, Global Skills); it stands before the program's. */
  readonly standard?: ServiceStandard;
}

export interface Program {
  readonly id: ProgramId;
  /** Letters before the application number (domain-sources 1.1; forum-sourced, hence data). */
  readonly numberPrefix: string;
  readonly title: Bilingual;
  readonly shortTitle: Bilingual;
  readonly line: 'temporary-residence' | 'permanent-residence' | 'asylum' | 'resettlement' | 'citizenship';
  readonly categories: readonly ProgramCategory[];
  readonly standard: { readonly inside: ServiceStandard | null; readonly outside: ServiceStandard | null };
  readonly checklist: readonly ChecklistItem[];
  /** In the order of the file; `required` must be settled before an approval. */
  readonly assessments: readonly { readonly type: AssessmentType; readonly required: boolean }[];
  readonly grounds: readonly Ground[];
  readonly conditions: readonly Condition[];
  readonly validity: Validity | null;
  readonly letters: {
    readonly acknowledgement: LetterTemplate | null;
    readonly approval: LetterTemplate | null;
    readonly refusal: LetterTemplate | null;
    readonly misrepresentation: LetterTemplate | null;
    readonly documentRequest: LetterTemplate | null;
    readonly fairness: LetterTemplate | null;
  };
  /** The delegation level that may make each decision (model/delegation.ts). Lopsided where law has it so. */
  readonly authority: { readonly approve: DelegationLevel; readonly refuse: DelegationLevel };
  /** True where approving and refusing can be done in this program in the present release. */
  readonly decidable: boolean;
}

/** 1: officer; 2: senior officer; 3: designated senior decision-maker. */
export type DelegationLevel = 1 | 2 | 3;
