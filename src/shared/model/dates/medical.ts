import type { Day } from '../ids.ts';
import { addMonths, addYears, earlier } from './calendar.ts';

/** A medical exam is valid twelve months (general knowledge, domain-sources 2.5). */
const medicalValidMonths = 12;
/** In Canada an exam of the last five years may be used again, until this day [SFU-IME, FSS-IME]. */
const medicalReuse = { years: 5, until: '2029-10-05' as Day } as const;

export interface MedicalFacts {
  readonly examinedOn: Day | null;
  readonly applyingFrom: 'inside' | 'outside';
  readonly today: Day;
}

export type MedicalState =
  | { readonly state: 'not-examined' }
  | { readonly state: 'valid'; readonly until: Day }
  | { readonly state: 'reusable'; readonly until: Day }
  | { readonly state: 'expired'; readonly since: Day };

/**
 * Whether the exam on file can be used. The sources do not say on which day the five years are counted: they are
 * counted on `today`, the stricter reading. That the result allows re-use (M1, M3, M2 complied with) is the officer's to see.
 */
export function medicalState({ examinedOn, applyingFrom, today }: MedicalFacts): MedicalState {
  if (examinedOn === null) return { state: 'not-examined' };
  const validUntil = addMonths(examinedOn, medicalValidMonths);
  if (today <= validUntil) return { state: 'valid', until: validUntil };
  if (applyingFrom === 'outside') return { state: 'expired', since: validUntil };
  const reusableUntil = earlier(addYears(examinedOn, medicalReuse.years), medicalReuse.until);
  if (reusableUntil <= validUntil) return { state: 'expired', since: validUntil };
  return today <= reusableUntil
    ? { state: 'reusable', until: reusableUntil }
    : { state: 'expired', since: reusableUntil };
}
