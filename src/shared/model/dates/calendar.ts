import type { Day, Instant } from '../ids.ts';

const msPerDay = 86_400_000;

/** A day or an instant: where only the day counts, the UTC day of an instant is taken. */
export type When = Day | Instant;

function parts(day: Day): readonly [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** Milliseconds since 1970 of the start of a day in UTC. */
function dayMs(day: Day): number {
  const [year, month, date] = parts(day);
  return Date.UTC(year, month - 1, date);
}

function fromMs(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10) as Day;
}

/** The calendar day of a day or an instant, in UTC. */
export function dayOf(when: When): Day {
  return when.slice(0, 10) as Day;
}

/** Milliseconds since 1970; a day counts from its start in UTC. */
export function msOf(when: When): number {
  return when.length === 10 ? dayMs(dayOf(when)) : Date.parse(when);
}

export function addDays(day: Day, days: number): Day {
  return fromMs(dayMs(day) + days * msPerDay);
}

/** Calendar months: the same date in a later month, or that month's last day where it has no such date (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = parts(day);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return fromMs(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth)));
}

export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** Whole days from one day to another; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dayMs(to) - dayMs(from)) / msPerDay);
}

/** The earlier of two days. */
export function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

/** Completed years of age on a day. A birthday of 29 February is reached on 1 March of a common year. */
export function ageInYears(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
