import type { Day } from '../ids.ts';
import { addMonths } from './calendar.ts';

export type ClearanceKind = 'immigration' | 'criminality' | 'security';

/** Months that a clearance is valid. Forum-sourced [CV-688217], hence a setting: this is its default. */
const clearanceMonths: Readonly<Record<ClearanceKind, number>> = {
  immigration: 12,
  criminality: 12,
  security: 48,
};

export interface ClearanceState {
  readonly until: Day;
  readonly valid: boolean;
}

/** Until when a clearance holds; the last day is still valid. */
export function clearanceState(
  kind: ClearanceKind,
  clearedOn: Day,
  today: Day,
  months: Readonly<Record<ClearanceKind, number>> = clearanceMonths,
): ClearanceState {
  const until = addMonths(clearedOn, months[kind]);
  return { until, valid: today <= until };
}
