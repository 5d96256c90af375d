import type { Application } from '#shared/model/case-state.ts';
import type { Day } from '#shared/model/ids.ts';
import type { Program } from '#shared/model/programs/program.ts';

/** Last day within the service standard, null where no standard runs or its clock has not started. */
export function standardDueDay(application: Application, program: Program): Day | null {
  const own = program.categories.find((each) => each.code === application.category)?.standard;
  const standard = own ?? program.standard[application.applyingFrom];
  if (standard === null || application.completeOn === null) return null;
  const due = new Date(`${application.completeOn}T00:00:00Z`);
  if (standard.unit === 'days') due.setUTCDate(due.getUTCDate() + standard.value);
  if (standard.unit === 'hours') due.setUTCDate(due.getUTCDate() + Math.ceil(standard.value / 24));
  if (standard.unit === 'months') {
    const wanted = due.getUTCMonth() + standard.value;
    const last = new Date(Date.UTC(due.getUTCFullYear(), wanted + 1, 0)).getUTCDate();
    due.setUTCMonth(wanted, Math.min(due.getUTCDate(), last));
  }
  return due.toISOString().slice(0, 10) as Day;
}
