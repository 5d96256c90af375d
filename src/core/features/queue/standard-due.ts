import type { Application } from '#shared/model/case-state.ts';
import { standardDueOn, standardFor } from '#shared/model/dates/service-standard.ts';
import type { Program, ServiceStandard } from '#shared/model/programs/program.ts';
import { dayNumber } from './row-codes.ts';

/** An office's applications became complete on some hundred days, and there are few standards. */
const known = new WeakMap<ServiceStandard, Map<string, number>>();

/** Last day within the service standard, null where no standard runs or its clock has not started. */
export function standardDueDay(application: Application, program: Program): number | null {
  const standard = standardFor(program, application.applyingFrom, application.category);
  if (standard === null || application.completeOn === null) return null;
  const days = known.get(standard) ?? new Map<string, number>();
  known.set(standard, days);
  const due = days.get(application.completeOn) ?? dayNumber(standardDueOn(standard, application.completeOn));
  days.set(application.completeOn, due);
  return due;
}
