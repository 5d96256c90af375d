import type { QueueRow } from '#shared/contract/queue.ts';
import { daysBetween } from '../../../ui/format/format.ts';

/** A case's age against its service standard, as the line draws it. */
export interface Age {
  readonly days: number;
  /** Days that the standard allows; null where none runs. */
  readonly limitDays: number | null;
  /** Part of the standard used up; above 1 is beyond. Null where no standard runs. */
  readonly ratio: number | null;
  readonly state: 'within' | 'near' | 'beyond' | 'none';
}

/** From here on a case is near its limit: the last fifth of the standard. */
const nearFrom = 0.8;

/** Null while the clock has not started. */
export function ageOf(row: Pick<QueueRow, 'clockStart' | 'standardDue'>, today: string): Age | null {
  if (row.clockStart === null) return null;
  const days = Math.max(0, daysBetween(row.clockStart, today));
  if (row.standardDue === null) return { days, limitDays: null, ratio: null, state: 'none' };
  const limitDays = daysBetween(row.clockStart, row.standardDue);
  const ratio = limitDays > 0 ? days / limitDays : Number(days > 0) * 2;
  if (today > row.standardDue) return { days, limitDays, ratio, state: 'beyond' };
  return { days, limitDays, ratio, state: ratio >= nearFrom ? 'near' : 'within' };
}
