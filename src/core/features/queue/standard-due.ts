import type { Application } from '#shared/model/case-state.ts';
import { standardDueOn, standardFor } from '#shared/model/dates/service-standard.ts';
import type { Day } from '#shared/model/ids.ts';
import type { Program } from '#shared/model/programs/program.ts';

/** Last day within the service standard, null where no standard runs or its clock has not started. */
export function standardDueDay(application: Application, program: Program): Day | null {
  const standard = standardFor(program, application.applyingFrom, application.category);
  if (standard === null || application.completeOn === null) return null;
  return standardDueOn(standard, application.completeOn);
}
