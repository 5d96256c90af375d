import { actorOf, type PersonRecord } from '#central/identity/people-store.ts';
import type { NewCase } from '#central/sync/admit-cases.ts';
import { sql } from '#core/db/sql.ts';
import type { ActToDo } from '#core/features/case-file/perform-act.ts';
import { type Actor, hasRole } from '#shared/model/actor.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import { openHandedOver } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import type { DecisionDraft } from '#shared/model/decision.ts';
import type { CaseId, Day, EvidenceId, NoteId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { composeStatement } from '#shared/model/statement.ts';
import { makeCase, staff } from '#support/central-cases.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimClient } from './sim-client.ts';

type Doing = Pick<Command, 'type' | 'payload'>;

/** A refusal that every check before signing lets pass: one ground, complete, no evidence found. */
function refusalOf(state: CaseState): DecisionDraft {
  const { grounds } = programFor(state.application.program);
  const ground = grounds.find((each) => each.fairness === 'not-needed' && each.letter !== 'own');
  if (ground === undefined) throw new Error('the program has a plain ground');
  return {
    outcome: 'refuse',
    grounds: [
      {
        groundId: ground.id,
        introductionId: ground.introductions[0]?.id ?? null,
        reasonIds: ground.reasons.slice(0, 1).map((each) => each.id),
        ownWords: '',
        evidenceIds: [],
        noneFound: true,
      },
    ],
    reasons: { circumstances: '', process: '', representations: '', detailed: 'As simulated.' },
    assessedEverything: true,
  };
}

function officerActs(random: SeededRandom, state: CaseState, who: Actor): readonly (() => Doing)[] {
  const document = (): CaseState['documents'][number] => random.pick(state.documents);
  const assess = (): Doing => ({
    type: 'assessment.record',
    payload: {
      assessment: random.pick(['eligibility', 'criminality'] as const),
      status: random.pick(['passed', 'failed', 'in-progress'] as const),
      conditional: false,
      dueDate: null,
      remark: '',
    },
  });
  const remind = (): Doing => ({
    type: 'bring-forward.set',
    payload: { date: '2027-12-10' as Day, code: 'DOCS', text: `reminder ${random.int(99)}` },
  });
  const cite = (): Doing => ({
    type: 'evidence.add',
    payload: {
      evidenceId: random.uuid() as EvidenceId,
      documentId: document().id,
      pageIndex: 0,
      region: { x: 0.1, y: 0.1, width: 0.2, height: 0.1 },
      groundId: programFor(state.application.program).grounds[0]?.id ?? '',
      remark: '',
    },
  });
  const draft = (): Doing => ({
    type: 'decision.draft',
    payload: { draft: random.chance(0.8) ? refusalOf(state) : null },
  });
  const sign = (): Doing => ({
    type: 'decision.sign',
    payload: { statement: composeStatement(state, programFor(state.application.program), refusalOf(state), who) },
  });
  const evidence = state.evidence.find((each) => each.removed === null);
  const left = openHandedOver(state)[0];
  const settle = (id: string): Doing => ({
    type: 'handed-over.settle',
    payload: { id, how: random.pick(['used', 'put-aside'] as const), reason: 'as simulated' },
  });
  const leave = (): Doing => ({
    type: 'handed-over.leave',
    payload: {
      ...(remind() as Extract<Command, { type: 'bring-forward.set' }>),
      doneAt: state.application.receivedAt,
      reason: '',
    },
  });
  return [
    assess,
    assess,
    assess,
    remind,
    remind,
    () => ({ type: 'bring-forward.clear', payload: {} }),
    cite,
    ...(evidence === undefined
      ? []
      : [(): Doing => ({ type: 'evidence.remove', payload: { evidenceId: evidence.id } })]),
    ...(left === undefined ? [] : [() => settle(left.id), () => settle(left.id)]),
    leave,
    draft,
    sign,
    () => ({ type: 'document.mark-read', payload: { documentId: document().id } }),
    () => ({ type: 'case.take', payload: {} }),
    () => ({ type: 'case.release', payload: { reason: 'workload' } }),
  ];
}

function note(random: SeededRandom): Doing {
  const text = `note ${random.int(1000)}`;
  return {
    type: 'note.add',
    payload: { noteId: random.uuid() as NoteId, type: 'general', text, protectedPassages: [] },
  };
}

const everybody: readonly PersonRecord[] = Object.values(staff);

function reassign(random: SeededRandom): Doing {
  if (random.chance(0.15)) {
    return { type: 'case.reassign', payload: { to: null, officeId: null, reason: 'back to the pool' } };
  }
  const to = random.pick(everybody.filter((person) => person.roles.includes('officer')));
  const officeId = to.officeId;
  return { type: 'case.reassign', payload: { to: to.officerId, officeId, reason: 'capacity' } };
}

/** What a person at a device might do next on a case that they see; null where there is none. */
export function nextAct(client: SimClient): ActToDo | null {
  const { random, who, running } = client;
  if (running === null) return null;
  const ids = client.db.column<CaseId>(sql`select case_id from case_here order by case_id`);
  if (ids.length === 0) return null;
  const held = client.db.column<CaseId>(
    sql`select h.case_id from case_here h join queue_row q on q.row = h.row where q.officer_id = ${who.officerId}
      order by h.case_id`,
  );
  // Mostly the own cases, and few of them, so that people meet on the same records.
  const caseId = random.pick(held.length > 0 && random.chance(0.8) ? held.slice(0, 2) : ids);
  const state = running.workspace.book.view(caseId)?.state;
  if (state === undefined) return null;
  return { actId: random.uuid(), caseId, ...doingOf(random, state, who) };
}

function doingOf(random: SeededRandom, state: CaseState, who: Actor): Doing {
  if (hasRole(who, 'clerk')) {
    if (random.chance(0.8)) return { type: 'case.open', payload: { reason: 'intake' } };
    const requestedOn = state.application.receivedAt.slice(0, 10) as Day;
    const payload = { requestedOn, requestedBy: 'applicant' as const, documentId: null, remark: '' };
    return { type: 'application.withdraw', payload };
  }
  if (hasRole(who, 'supervisor') && state.application.statusReason === 'withdrawn' && random.chance(0.5)) {
    return { type: 'application.reopen', payload: { reason: 'recorded by mistake' } };
  }
  if (hasRole(who, 'supervisor')) return random.chance(0.6) ? reassign(random) : note(random);
  if (random.chance(0.25)) return note(random);
  if (random.chance(0.06)) return { type: 'case.open', payload: { reason: 'checking' } };
  return random.pick(officerActs(random, state, who))();
}

/** The people of a run: always two officers on the same cases and one who moves them, sometimes more. */
export function crewOf(random: SeededRandom): readonly { readonly name: string; readonly who: Actor }[] {
  const { officer, otherOfficer, supervisor, farOfficer, farSupervisor, clerk } = staff;
  // One person at two machines is the one who most easily overwrites themselves.
  const second = random.chance(0.5) ? [{ name: 'officer-2nd', person: officer }] : [];
  const more = [
    { name: 'far-supervisor', person: farSupervisor },
    { name: 'far-officer', person: farOfficer },
    { name: 'clerk', person: clerk },
  ].filter(() => random.chance(0.3));
  return [
    { name: 'officer', person: officer },
    { name: 'other', person: otherOfficer },
    { name: 'supervisor', person: supervisor },
    ...second,
    ...more.slice(0, 1),
  ].map(({ name, person }) => ({ name, who: actorOf(person) }));
}

export function firstCases(random: SeededRandom): readonly NewCase[] {
  return Array.from({ length: 3 + random.int(4) }, (_, index) => newCase(random, index + 1));
}

export function newCase(random: SeededRandom, index: number): NewCase {
  const { officer, otherOfficer, farSupervisor } = staff;
  // An officer who came from elsewhere still holds cases there, and so reads two feeds.
  if (random.chance(0.2)) return makeCase(index, { office: farSupervisor.officeId, holder: officer.officerId });
  const holder = random.pick([officer.officerId, officer.officerId, otherOfficer.officerId, null]);
  return makeCase(index, { holder });
}
