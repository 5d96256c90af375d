import type { Day } from '../ids.ts';
import type { Validity } from '../programs/program.ts';
import { addMonths } from './calendar.ts';

export interface ValidityEnd {
  /** The latest day that may be granted. */
  readonly until: Day;
  readonly limitedBy: 'period' | 'passport';
}

/**
 * The end of validity for a period in months from a day: never past the program's maximum, nor past the passport where
 * the document may not outlive it. Null where the passport is needed but its expiry is unknown or not after the start.
 */
export function validityEnd(
  validity: Validity,
  from: Day,
  months: number,
  passportExpires: Day | null,
): ValidityEnd | null {
  const until = addMonths(from, Math.min(months, validity.maximumMonths));
  if (!validity.endsWithPassport) return { until, limitedBy: 'period' };
  if (passportExpires === null || passportExpires <= from) return null;
  return passportExpires < until ? { until: passportExpires, limitedBy: 'passport' } : { until, limitedBy: 'period' };
}

/** What is proposed when an approval is begun. */
export function defaultValidityEnd(validity: Validity, from: Day, passportExpires: Day | null): ValidityEnd | null {
  return validityEnd(validity, from, validity.defaultMonths, passportExpires);
}
