import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCase } from '#central/export-case.ts';
import { actorOf } from '#central/identity/people-store.ts';
import { basisOn } from '#shared/model/basis.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CommandPayload, CommandType } from '#shared/model/command.ts';
import type { ApprovalDraft, DecisionDraft, RefusalDraft } from '#shared/model/decision.ts';
import type { CaseId, EvidenceId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { composeStatement } from '#shared/model/statement.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { approvalFor, passedAssessments } from '#support/approval.ts';
import type { TestCentral } from '#support/central.ts';
import { seedCases, staff } from '#support/central.ts';
import type { Device } from '#support/central-device.ts';
import { deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';

const program = programFor('visitor-visa');
const officer = actorOf(staff.officer);

/** A day some days from now; negative ones lie behind. */
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(databaseKinds)('a decision at central, on %s', (kind) => {
  let test: TestCentral;
  let device: Device;
  let cases: CaseId[];
  beforeAll(async () => {
    test = await startCentralOn(kind);
    cases = await seedCases(test.central, 4, { holder: staff.officer.officerId });
    device = await deviceOf(test.url, staff.officer.officerId);
  });
  afterAll(() => test?.stop());

  const caseAt = (index: number): CaseId => cases[index] ?? ('' as CaseId);
  const stateOf = async (id: CaseId): Promise<CaseState> => {
    const exported = await exportCase(test.central, id);
    if (exported === null) throw new Error('no such case');
    return exported.state;
  };
  function actOn<Type extends CommandType>(
    state: CaseState,
    type: Type,
    payload: CommandPayload<Type>,
  ): CommandEnvelope {
    return device.act({ caseId: state.id, type, payload, ...basisOn(state, { type, payload } as never) });
  }
  async function settle(id: CaseId): Promise<void> {
    for (const payload of passedAssessments) {
      await device.push([actOn(await stateOf(id), 'assessment.record', payload)]);
    }
  }
  const sign = (state: CaseState, draft: DecisionDraft): CommandEnvelope =>
    actOn(state, 'decision.sign', { statement: composeStatement(state, program, draft, officer) });

  const approval = (): ApprovalDraft => approvalFor(dayFromNow(1), dayFromNow(150));

  it('stands once in the export, whatever is repeated, with the act that made it', async () => {
    const id = caseAt(0);
    await settle(id);
    const state = await stateOf(id);
    const act = sign(state, approval());
    const answers = await Promise.all([device.push([act]), device.push([act]), device.push([act])]);
    expect(answers.map(({ results }) => results[0]?.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    const exported = await exportCase(test.central, id);
    expect(exported?.history.filter((event) => event.type === 'decision-signed')).toHaveLength(1);
    expect(exported?.acts.filter(({ envelope }) => envelope.type === 'decision.sign')).toHaveLength(1);
    expect(exported?.state.decision.signed).toMatchObject({ by: officer.officerId, at: act.actAt });
    expect(exported?.state.application.statusReason).toBe('approved');
    const second = await device.push([sign(await stateOf(id), approval())]);
    expect(second.results[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'already-decided' } });
  });

  it('to refuse carries its ground, its reason and the place on the page that shows it', async () => {
    const id = caseAt(1);
    const ground = program.grounds.find((each) => each.introductions.length > 0 && each.fairness !== 'required');
    if (ground === undefined) throw new Error('the program has such a ground');
    const [document] = (await stateOf(id)).documents;
    const evidenceId = randomUUID() as EvidenceId;
    const cite = {
      evidenceId,
      documentId: document?.id as never,
      pageIndex: 1,
      region: { x: 0.1, y: 0.2, width: 0.5, height: 0.1 },
      groundId: ground.id,
      remark: 'Balance of the last month',
    };
    const cited = await device.push([actOn(await stateOf(id), 'evidence.add', cite)]);
    expect(cited.results[0]?.outcome).toBe('accepted');
    const draft: RefusalDraft = {
      outcome: 'refuse',
      grounds: [
        {
          groundId: ground.id,
          introductionId: ground.introductions[0]?.id ?? null,
          reasonIds: ground.reasons.slice(0, 1).map((each) => each.id),
          ownWords: 'The balance does not cover the stay.',
          evidenceIds: [evidenceId],
          noneFound: false,
        },
      ],
      reasons: {
        circumstances: '',
        process: '',
        representations: '',
        detailed: 'Funds were weighed against the plan.',
      },
      assessedEverything: false,
    };
    const answer = await device.push([sign(await stateOf(id), draft)]);
    expect(answer.results[0]?.outcome).toBe('accepted');
    const signed = (await stateOf(id)).decision.signed;
    expect(signed?.statement.grounds[0]).toMatchObject({
      groundId: ground.id,
      cites: [{ evidenceId, sha256: document?.sha256, pageIndex: 1 }],
    });
  });

  it('is refused where the statement is not what central composes from the file', async () => {
    const id = caseAt(2);
    await settle(id);
    const state = await stateOf(id);
    const statement = { ...composeStatement(state, program, approval(), officer), applicationNumber: 'V999999999' };
    const answer = await device.push([actOn(state, 'decision.sign', { statement })]);
    expect(answer.results[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'draft-changed' } });
  });

  it('is judged by the day on which it was signed, and a clock that runs ahead wins nothing', async () => {
    const id = caseAt(3);
    await settle(id);
    const state = await stateOf(id);
    const past = { ...approval(), validFrom: dayFromNow(-40), validUntil: dayFromNow(-10) } as ApprovalDraft;
    const statement = composeStatement(state, program, past, officer);
    const at = (actAt: string, from: Device): CommandEnvelope =>
      from.act({
        caseId: id,
        type: 'decision.sign',
        payload: { statement },
        epoch: state.assignment.epoch,
        records: { decision: state.decision.version },
        actAt,
      });
    const ahead = await device.push([at(`${dayFromNow(400)}T10:00:00.000Z`, device)]);
    expect(ahead.results[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'checks-unmet' } });
    const then = await device.push([at(`${dayFromNow(-41)}T10:00:00.000Z`, device)]);
    expect(then.results[0]?.outcome).toBe('accepted');
  });
});
