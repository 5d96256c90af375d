import type { Day } from '../ids.ts';
import type { Program } from '../programs/program.ts';
import { addDays } from './calendar.ts';

/**
 * Days to apply for leave and for judicial review, counted from the day the applicant is notified: 15 for a matter that
 * arises in Canada, 60 outside [FC-ALJR, A72(2)(b)]; 30 in a citizenship matter (Citizenship Act, 22.1(2)(a)).
 */
export function reviewPeriodDays(line: Program['line'], decidedIn: 'inside' | 'outside'): number {
  if (line === 'citizenship') return 30;
  return decidedIn === 'inside' ? 15 : 60;
}

/** The last day to apply. Where the court's registry is closed on it, the court's own rules extend it; that is not computed here. */
export function reviewDeadline(line: Program['line'], decidedIn: 'inside' | 'outside', notifiedOn: Day): Day {
  return addDays(notifiedOn, reviewPeriodDays(line, decidedIn));
}
