import { randomUUID } from 'node:crypto';
import type { ContractArgs } from '#shared/contract/contract.ts';
import type { CaseId, DocumentId, OfficerId } from '#shared/model/ids.ts';
import { staff } from '#support/central-cases.ts';
import type { SeededRandom } from '../../simulation/seeded-random.ts';

export type ActArgs = ContractArgs<'case-file.act'>;

/** What one person on a machine may do next. Texts are unique, so that each act can be told from every other. */
export type NextAct = (
  random: SeededRandom,
  place: { readonly caseId: CaseId; readonly documentId: DocumentId },
) => ActArgs;

const bringForwardDays = ['2027-01-15', '2027-02-15', '2027-03-15'] as const;

/** An officer's day: notes, assessments, bring-forwards, papers read. */
export const officerActs: NextAct = (random, { caseId, documentId }) => {
  const mark = randomUUID();
  const kind = random.next();
  const head = { actId: randomUUID(), caseId };
  if (kind < 0.55) {
    const text = `Called the applicant, ${mark}. ${'x'.repeat(random.int(2000))}`;
    return {
      ...head,
      type: 'note.add',
      payload: { noteId: randomUUID(), type: 'general', text, protectedPassages: [] },
    };
  }
  if (kind < 0.75) {
    const assessment = random.pick(['eligibility', 'security', 'criminality'] as const);
    return {
      ...head,
      type: 'assessment.record',
      payload: { assessment, status: 'in-progress', conditional: false, dueDate: null, remark: mark },
    };
  }
  if (kind < 0.9) {
    return {
      ...head,
      type: 'bring-forward.set',
      payload: { date: random.pick(bringForwardDays), code: 'DOCS', text: mark },
    };
  }
  return { ...head, type: 'document.mark-read', payload: { documentId } };
};

const officers: readonly OfficerId[] = [staff.officer.officerId, staff.otherOfficer.officerId];

/** A supervisor moves work between the two officers, and writes notes. */
export const supervisorActs: NextAct = (random, { caseId }) => {
  const head = { actId: randomUUID(), caseId };
  if (random.chance(0.7)) {
    const reason = `Capacity, ${randomUUID()}`;
    return { ...head, type: 'case.reassign', payload: { to: random.pick(officers), officeId: null, reason } };
  }
  const text = `Moved on, ${randomUUID()}`;
  return { ...head, type: 'note.add', payload: { noteId: randomUUID(), type: 'general', text, protectedPassages: [] } };
};
