import type { Actor } from '#shared/model/actor.ts';
import { actor } from '#shared/model/actor.ts';
import { applyAll } from '#shared/model/apply.ts';
import { basisOn } from '#shared/model/basis.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command, CommandPayload, CommandType } from '#shared/model/command.ts';
import type { Colleague, Decided } from '#shared/model/decide.ts';
import { decide } from '#shared/model/decide.ts';
import type { CaseEvent, EventBody } from '#shared/model/event.ts';
import type { ApplicantId, CaseId, Day, DocumentId, Instant, OfficeId, OfficerId, Sha256 } from '#shared/model/ids.ts';
import type { ProgramId } from '#shared/model/programs/program.ts';
import { programFor } from '#shared/model/programs/registry.ts';

export const now = '2026-11-20T15:00:00.000Z' as Instant;
export const today = '2026-11-20' as Day;
export const caseIdA = '6b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90' as CaseId;
export const passportId = 'b7f3c1de-55a1-4c0e-8f41-0a9b8c7d6e5f' as DocumentId;
export const bankId = 'c8e4d2ef-66b2-4d1f-9f52-1bac9d8e7f60' as DocumentId;
const applicantA = 'd9f5e3f0-77c3-4e20-a063-2cbdae9f8071' as ApplicantId;

function person(officerId: string, roles: Actor['roles'], officeId = 'CPCO', level: Actor['level'] = 2): Actor {
  return actor.parse({ officerId, name: 'A Person', officeId, roles, level });
}

export const officer = person('MC12310', ['officer']);
export const otherOfficer = person('SM10353', ['officer']);
export const juniorOfficer = person('AK31177', ['officer'], 'CPCO', 1);
export const farOfficer = person('NO60544', ['officer'], 'NRBI');
export const supervisor = person('DP22095', ['supervisor'], 'CPCO', 3);
export const clerk = person('VC44871', ['clerk'], 'CPCO', 1);

const colleagues: readonly Colleague[] = [
  ...[officer, otherOfficer, juniorOfficer, farOfficer].map((who) => ({ who, active: true, decides: true })),
  { who: person('RW51280', ['officer']), active: false, decides: true },
  { who: clerk, active: true, decides: false },
].map(({ who, ...rest }) => ({ officerId: who.officerId, officeId: who.officeId, ...rest }));
export const colleague = (id: OfficerId): Colleague | null => colleagues.find((each) => each.officerId === id) ?? null;

/** An event with its place in the history. */
export function eventOf(seq: number, by: Actor | null, body: EventBody, at: Instant = now): CaseEvent {
  return {
    seq,
    by: by?.officerId ?? null,
    officeId: by?.officeId ?? null,
    actAt: at,
    receivedAt: at,
    command: null,
    ...body,
  };
}

const documentOf = (id: DocumentId, type: 'passport' | 'bank-statement', digit: string) => ({
  id,
  type,
  title: { en: type, fr: type },
  applicantId: applicantA,
  dated: '2026-09-01' as Day,
  expires: null,
  receivedAt: '2026-10-01T12:00:00.000Z' as Instant,
  origin: 'scan-batch' as const,
  sha256: digit.repeat(64) as Sha256,
  sizeBytes: 1000,
  mime: 'application/pdf' as const,
  pages: 3,
  replaces: null,
  readBy: {},
});

/** The receipt of a case with two documents. */
export function received(program: ProgramId = 'visitor-visa', officeId = 'CPCO'): CaseEvent {
  return eventOf(1, clerk, {
    type: 'case-received',
    payload: {
      application: {
        number: 'V300100200',
        program,
        category: programFor(program).categories[0]?.code ?? 'V1',
        specialProgram: null,
        primaryOffice: officeId as OfficeId,
        secondaryOffice: null,
        receivedAt: '2026-10-01T12:00:00.000Z' as Instant,
        receivedVia: 'vac',
        completeOn: '2026-10-02' as Day,
        lockIn: null,
        correspondenceLanguage: 'en',
        interviewLanguage: 'English',
        applyingFrom: 'outside',
        purpose: 'Visit',
        destination: 'Halifax',
        feesPaid: true,
        restrictedNotes: false,
        status: 'open',
        statusReason: 'in-progress',
        associated: [],
      },
      applicants: [
        {
          id: applicantA,
          relationship: 'principal',
          familyName: 'Okafor',
          givenNames: 'Ngozi',
          birthDate: '1990-04-05' as Day,
          citizenship: 'NGA',
          countryOfResidence: 'NGA',
          sex: 'F',
          uci: '1123-4567',
          passport: { number: 'A1234567', issued: '2022-01-01' as Day, expires: '2031-12-31' as Day },
          biometricsEnrolled: '2026-09-15' as Day,
          medicalExamined: null,
          accompanying: true,
        },
      ],
      documents: [documentOf(passportId, 'passport', 'a'), documentOf(bankId, 'bank-statement', 'b')],
    },
  });
}

/** A case in the pool of CPCO. */
export function poolCase(program: ProgramId = 'visitor-visa'): CaseState {
  return applyAll(caseIdA, null, [received(program)]);
}

/** A case held by `who`, assigned once (epoch 1). */
export function heldCase(who: Actor = officer, program: ProgramId = 'visitor-visa'): CaseState {
  const given = eventOf(2, supervisor, {
    type: 'case-assigned',
    payload: { kind: 'reassigned', to: who.officerId, officeId: null, reason: 'capacity' },
  });
  return applyAll(caseIdA, null, [received(program), given]);
}

/** A command that rests on the state as it is. */
export function commandOn<Type extends CommandType>(
  state: CaseState,
  type: Type,
  payload: CommandPayload<Type>,
): Command {
  const bare = { type, payload, basis: { epoch: 0, records: {} } } as unknown as Command;
  return { ...bare, basis: basisOn(state, bare) };
}

export function decideAs(who: Actor, state: CaseState, command: Command, at: Instant = now): Decided {
  const program = programFor(state.application.program);
  return decide(state, command, { actor: who, now: at, program, colleague });
}

/** Does an act and gives the next state; fails the test where the model refuses. */
export function actOn<Type extends CommandType>(
  state: CaseState,
  who: Actor,
  type: Type,
  payload: CommandPayload<Type>,
): CaseState {
  const decided = decideAs(who, state, commandOn(state, type, payload));
  if (!decided.ok) throw new Error(`refused: ${decided.error.code} ${JSON.stringify(decided.error.details)}`);
  return applyAll(
    state.id,
    state,
    decided.value.map((body, index) => eventOf(state.version + 1 + index, who, body)),
  );
}
