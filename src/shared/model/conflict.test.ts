import { describe, expect, it } from 'vitest';
import {
  actOn,
  bankId,
  clerk,
  commandOn,
  eventOf,
  heldCase,
  now,
  officer,
  otherOfficer,
  passportId,
  received,
  supervisor,
} from '#support/case-fixtures.ts';
import { applyAll } from './apply.ts';
import type { CaseState } from './case-state.ts';
import type { Command, CommandPayload, CommandType } from './command.ts';
import { commandTypes } from './command.ts';
import { causeOf, fieldsAsSeen } from './conflict.ts';
import { handedOver } from './decide.ts';
import type { CaseEvent } from './event.ts';
import type { ClientId, Day, EvidenceId, NoteId } from './ids.ts';
import { programFor } from './programs/registry.ts';
import { fieldsOfAct, fieldsOnCase } from './record-fields.ts';
import { composeStatement } from './statement.ts';

const citeId = 'f1b7a512-99e5-4042-8285-4edfc0b1a293' as EvidenceId;
const ground = programFor('visitor-visa').grounds[0]?.id ?? '';
const draft = {
  outcome: 'refuse',
  grounds: [
    { groundId: ground, introductionId: null, reasonIds: [], ownWords: 'Words', evidenceIds: [], noneFound: true },
  ],
  reasons: { circumstances: '', process: '', representations: '', detailed: 'The reasons' },
  assessedEverything: false,
} as const;
const cite = {
  evidenceId: citeId,
  documentId: bankId,
  pageIndex: 1,
  region: { x: 0.1, y: 0.2, width: 0.3, height: 0.1 },
  groundId: ground,
  remark: 'Deposit',
};
const reminder = { date: '2026-12-01' as Day, code: 'DOCS', text: 'await papers' };
const passed = {
  assessment: 'eligibility',
  status: 'passed',
  conditional: true,
  dueDate: null,
  remark: 'fine',
} as const;

function lines(fields: ReturnType<typeof fieldsOnCase>): Record<string, string> {
  return Object.fromEntries(
    fields.filter((each) => each.items.length > 0).map((each) => [each.name, each.items.join('|')]),
  );
}

const held = heldCase();
const cited = actOn(held, officer, 'evidence.add', cite);
const statement = composeStatement(held, programFor('visitor-visa'), structuredClone(draft) as never, officer);

/** Each act: on which case, and what its record says there and by the act. */
const acts: {
  [Type in CommandType]: [CaseState, CommandPayload<Type>, Record<string, string>, Record<string, string>];
} = {
  'case.open': [held, { reason: 'Cover' }, {}, { reason: 'Cover' }],
  'case.take': [held, {}, { holder: officer.officerId, reason: 'capacity' }, { holder: officer.officerId }],
  'case.release': [held, { reason: 'away' }, { holder: officer.officerId, reason: 'capacity' }, { reason: 'away' }],
  'case.reassign': [
    held,
    { to: otherOfficer.officerId, officeId: null, reason: 'load' },
    { holder: officer.officerId, reason: 'capacity' },
    { holder: otherOfficer.officerId, reason: 'load' },
  ],
  'assessment.record': [
    held,
    passed,
    { status: 'not-started', conditional: 'false' },
    { status: 'passed', conditional: 'true', remark: 'fine' },
  ],
  'note.add': [
    held,
    {
      noteId: 'e0a6f401-88d4-4f31-b174-3dcebfa09182' as NoteId,
      type: 'general',
      text: 'Called',
      protectedPassages: [],
    },
    {},
    { noteType: 'general', text: 'Called' },
  ],
  'bring-forward.set': [held, reminder, {}, { date: '2026-12-01', code: 'DOCS', text: 'await papers' }],
  'bring-forward.clear': [
    actOn(held, officer, 'bring-forward.set', reminder),
    {},
    { date: '2026-12-01', code: 'DOCS', text: 'await papers' },
    {},
  ],
  'document.add': [
    held,
    {
      documentId: '11111111-1111-4111-8111-111111111111',
      type: 'other',
      title: { en: 'Letter', fr: 'Lettre' },
      applicantId: null,
      dated: '2026-11-01',
      sha256: 'c'.repeat(64),
      sizeBytes: 10,
      mime: 'application/pdf',
      pages: 1,
      origin: 'secure-message',
    } as never,
    {},
    { documentType: 'other', dueDate: '2026-11-01' },
  ],
  'document.mark-read': [
    held,
    { documentId: passportId },
    { document: passportId, read: 'false' },
    { document: passportId, read: 'true' },
  ],
  'evidence.add': [
    held,
    cite,
    { standing: 'false' },
    { document: bankId, page: '2', ground, remark: 'Deposit', standing: 'true' },
  ],
  'evidence.remove': [
    cited,
    { evidenceId: citeId },
    { document: bankId, page: '2', ground, remark: 'Deposit', standing: 'true' },
    { document: bankId, page: '2', ground, remark: 'Deposit', standing: 'false' },
  ],
  'decision.draft': [
    held,
    { draft: structuredClone(draft) as never },
    {},
    { outcome: 'refuse', grounds: ground, ownWords: 'Words', reasons: 'The reasons' },
  ],
  'decision.sign': [
    held,
    { statement },
    {},
    { outcome: 'refuse', grounds: ground, ownWords: 'Words', reasons: 'The reasons', signedBy: officer.officerId },
  ],
  'application.withdraw': [
    held,
    { requestedOn: '2026-11-18' as Day, requestedBy: 'applicant', documentId: null, remark: 'By letter' },
    { statusReason: 'in-progress' },
    { statusReason: 'withdrawn', requestedOn: '2026-11-18', requestedBy: 'applicant', remark: 'By letter' },
  ],
  'application.reopen': [
    held,
    { reason: 'Recorded by mistake' },
    { statusReason: 'in-progress' },
    { statusReason: 'in-progress', reason: 'Recorded by mistake' },
  ],
  'handed-over.leave': [
    held,
    { type: 'bring-forward.set', payload: reminder, doneAt: now, reason: 'Please see' },
    {},
    { draft: 'bring-forward.set', reason: 'Please see' },
  ],
  'handed-over.settle': [
    held,
    { id: '3f0b4c59-6b1f-4f5e-9d0a-2a3f6b7c8d90:4', how: 'put-aside', reason: 'Done' },
    {},
    { settled: 'put-aside', reason: 'Done' },
  ],
};

describe('the record that an act is about', () => {
  it.each(commandTypes)('%s: as it stands, and as the act would have it, in the same fields', (type) => {
    const [state, payload, stands, would] = acts[type];
    const act = { type, payload, basis: { epoch: 1, records: {} } } as Command;
    const there = fieldsOnCase(state, act);
    const mine = fieldsOfAct(act, officer.officerId, state);
    expect(lines(there)).toEqual(stands);
    expect(lines(mine)).toEqual(would);
    expect(mine.map((each) => [each.name, each.form])).toEqual(there.map((each) => [each.name, each.form]));
  });
});

/** A case with its history: twice assessed, moved, withdrawn. */
function story(): { state: CaseState; history: CaseEvent[] } {
  const bodies: [typeof officer, Parameters<typeof eventOf>[2]][] = [
    [
      supervisor,
      { type: 'case-assigned', payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: '' } },
    ],
    [officer, { type: 'assessment-recorded', payload: { ...passed, status: 'in-progress', remark: 'first' } }],
    [officer, { type: 'assessment-recorded', payload: { ...passed, status: 'failed', remark: 'second' } }],
    [
      supervisor,
      {
        type: 'case-assigned',
        payload: { kind: 'reassigned', to: otherOfficer.officerId, officeId: null, reason: '' },
      },
    ],
    [
      clerk,
      {
        type: 'application-withdrawn',
        payload: { requestedOn: '2026-11-18' as Day, requestedBy: 'applicant', documentId: null, remark: '' },
      },
    ],
  ];
  const history = [received(), ...bodies.map(([who, body], index) => eventOf(index + 2, who, body))];
  return { state: applyAll(held.id, null, history), history };
}

describe('an explained conflict', () => {
  const { state, history } = story();
  const act = {
    type: 'assessment.record',
    payload: passed,
    basis: { epoch: 1, records: { 'assessment:eligibility': 1 } },
  } as Command;

  it('knows the record as its author saw it, from the history of the case', () => {
    expect(lines(fieldsAsSeen(held.id, act, history) ?? [])).toMatchObject({ status: 'in-progress', remark: 'first' });
    const never = { ...act, basis: { epoch: 1, records: { 'assessment:eligibility': 9 } } } as Command;
    expect(fieldsAsSeen(held.id, never, history)).toBeNull();
    expect(fieldsAsSeen(held.id, act, history.slice(2))).toBeNull();
    expect(fieldsAsSeen(held.id, act, [])).toBeNull();
  });

  it('names what somebody did that it does not go through', () => {
    expect(causeOf(act, 'stale-record', state, history)).toMatchObject({ seq: 4, payload: { remark: 'second' } });
    expect(causeOf(act, 'stale-epoch', state, history)).toMatchObject({ seq: 5, by: supervisor.officerId });
    expect(causeOf(act, 'case-closed', state, history)).toMatchObject({ seq: 6, by: clerk.officerId });
    const reopen = { type: 'application.reopen', payload: { reason: '' }, basis: { epoch: 0, records: {} } } as Command;
    expect(causeOf(reopen, 'stale-record', state, history)).toMatchObject({ seq: 6, by: clerk.officerId });
    const reopened = eventOf(7, supervisor, { type: 'application-reopened', payload: { reason: 'By mistake' } });
    expect(causeOf(reopen, 'not-withdrawn', state, [...history, reopened])).toMatchObject({ seq: 7 });
    expect(causeOf(act, 'already-decided', state, history)).toBeNull();
    expect(causeOf(act, 'status-not-allowed', state, history)?.seq).toBe(4);
  });

  it('tells the draft that its author left from one that was used', () => {
    const device = '3f0b4c59-6b1f-4f5e-9d0a-2a3f6b7c8d90' as ClientId;
    const left = {
      ...eventOf(7, officer, handedOver(commandOn(held, 'assessment.record', passed), now)),
      command: { clientId: device, n: 4 },
    };
    const with1 = applyAll(held.id, state, [left]);
    const settle = {
      type: 'handed-over.settle',
      payload: { id: `${device}:4`, how: 'used', reason: '' },
      basis: { epoch: 2, records: {} },
    } as Command;
    expect(lines(fieldsOnCase(with1, settle))).toEqual({});
    const used = eventOf(8, otherOfficer, {
      type: 'handed-over-settled',
      payload: { id: `${device}:4`, how: 'used', reason: '' },
    });
    const with2 = applyAll(held.id, with1, [used]);
    expect(lines(fieldsOnCase(with2, settle))).toEqual({ settled: 'used' });
    expect(causeOf(settle, 'draft-settled', with2, [...history, left as CaseEvent, used])).toMatchObject({ seq: 8 });
  });
});
