import { actor } from '#shared/model/actor.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { composeStatement } from '#shared/model/statement.ts';
import { approvalFor, passedAssessments } from './approval.ts';
import { staff } from './central.ts';
import { type CoreUnderTest, newId } from './core.ts';

export async function passAssessments(core: CoreUnderTest, caseId: CaseId): Promise<void> {
  for (const payload of passedAssessments)
    await core.call('case-file.act', { actId: newId(), caseId, type: 'assessment.record', payload });
}

/** The officer of the staff signs an approval from today on, over what their device shows. */
export async function signApproval(core: CoreUnderTest, caseId: CaseId, remark = '') {
  const { state } = await core.call('case-file.view', { caseId });
  const today = new Date().toISOString().slice(0, 10);
  const draft = approvalFor(today, '2027-05-01', { remark, assessedEverything: true });
  const statement = composeStatement(state, programFor('visitor-visa'), draft, actor.parse(staff.officer));
  return core.call('case-file.act', { actId: newId(), caseId, type: 'decision.sign', payload: { statement } });
}
