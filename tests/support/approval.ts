import type { CommandPayload } from '#shared/model/command.ts';
import type { ApprovalDraft } from '#shared/model/decision.ts';
import type { Day } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';

/** An approval of a visitor visa for several entries. */
export const approvalFor = (
  validFrom: string,
  validUntil: string,
  more: Partial<ApprovalDraft> = {},
): ApprovalDraft => ({
  outcome: 'approve',
  validFrom: validFrom as Day,
  validUntil: validUntil as Day,
  entries: 'multiple',
  conditionIds: [],
  remark: '',
  assessedEverything: false,
  ...more,
});

/** What it needs: every required assessment settled in favour. */
export const passedAssessments: readonly CommandPayload<'assessment.record'>[] = programFor('visitor-visa')
  .assessments.filter(({ required }) => required)
  .map(({ type }) => ({ assessment: type, status: 'passed', conditional: false, dueDate: null, remark: '' }));
