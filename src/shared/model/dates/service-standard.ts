import type { Day, Instant } from '../ids.ts';
import type { Program, ServiceStandard } from '../programs/program.ts';
import { addDays, addMonths, dayOf, daysBetween, msOf, type When } from './calendar.ts';

const hoursPerDay = 24;
const msPerHour = 3_600_000;

/**
 * The published standard for an application, met for 80 % of them [SVC]: the category's own where it has one (IEC,
 * Global Skills [CICN-SEP25]), else the program's for where the applicant applied from. Null where none is published.
 */
export function standardFor(
  program: Program,
  applyingFrom: 'inside' | 'outside',
  categoryCode?: string,
): ServiceStandard | null {
  const category = program.categories.find((each) => each.code === categoryCode);
  return category?.standard ?? program.standard[applyingFrom];
}

/** Whole days since the clock started; the clock starts at a complete application [CICN-APR24]. */
export function ageDays(completeAt: When, now: When): number {
  return Math.max(0, daysBetween(dayOf(completeAt), dayOf(now)));
}

/** The last day within the standard; months are calendar months, hours are counted from the instant. */
export function standardDueOn(standard: ServiceStandard, completeAt: When): Day {
  const from = dayOf(completeAt);
  if (standard.unit === 'days') return addDays(from, standard.value);
  if (standard.unit === 'months') return addMonths(from, standard.value);
  return dayOf(new Date(msOf(completeAt) + standard.value * msPerHour).toISOString() as Instant);
}

export interface StandardState {
  readonly ageDays: number;
  /** The standard in days; a standard in hours may be a fraction. */
  readonly limitDays: number;
  /** Age against the standard: 1 is its end. */
  readonly ratio: number;
  /** The time allowed has passed. The last day itself is within the standard. */
  readonly beyond: boolean;
  readonly dueOn: Day;
}

/** Where an application stands against its standard. Hours are measured by the instant, days and months by the calendar. */
export function standardState(standard: ServiceStandard, completeAt: When, now: When): StandardState {
  const age = ageDays(completeAt, now);
  const dueOn = standardDueOn(standard, completeAt);
  if (standard.unit === 'hours') {
    const elapsedHours = Math.max(0, (msOf(now) - msOf(completeAt)) / msPerHour);
    const ratio = elapsedHours / standard.value;
    return { ageDays: age, limitDays: standard.value / hoursPerDay, ratio, beyond: ratio > 1, dueOn };
  }
  const limitDays = daysBetween(dayOf(completeAt), dueOn);
  return { ageDays: age, limitDays, ratio: age / limitDays, beyond: age > limitDays, dueOn };
}
