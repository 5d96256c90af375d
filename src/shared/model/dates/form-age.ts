import type { Day } from '../ids.ts';
import { daysBetween } from './calendar.ts';

/** Forms older than this at receipt are returned. Not official [WAY, SIEC], hence a setting: this is its default. */
const formMaximumAgeDays = 90;

export interface FormAge {
  readonly ageDays: number;
  readonly tooOld: boolean;
  /** Signed after it was received: a wrong date on one side. */
  readonly signedLater: boolean;
}

/** The age of a form's signature on the day that it was received. */
export function formAge(signedOn: Day, receivedOn: Day, maximumDays = formMaximumAgeDays): FormAge {
  const age = daysBetween(signedOn, receivedOn);
  return { ageDays: Math.max(0, age), tooOld: age > maximumDays, signedLater: age < 0 };
}
