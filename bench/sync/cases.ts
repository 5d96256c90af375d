import { planCase } from '#central/demo/office/case-plan.ts';
import { tellCase } from '#central/demo/office/case-story.ts';
import { demoWishes } from '#central/demo/office/wishes.ts';
import { personRecord } from '#central/identity/people-store.ts';
import type { NewCase } from '#central/sync/admit-cases.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { Day, OfficeId, Sha256 } from '#shared/model/ids.ts';
import { staff } from '#support/central.ts';
import { uuidOf } from '#support/central-cases.ts';
import { seedCase } from '#support/seed-cases.ts';

/** A case as each engine gets it: Dossier its events, the others one document of JSON. */
export interface BenchCase extends NewCase {
  readonly document: Readonly<Record<string, unknown>>;
}

const office = 'CPCO' as OfficeId;

/** Decides cases and distributes them, so that a device of theirs may hold an office; no other limit allows 50,000. */
export const lead = personRecord.parse({
  ...staff.officer,
  officerId: 'BL20117',
  name: 'Beatriz Lindqvist',
  roles: ['officer', 'supervisor'],
});
const { officerId } = lead;

/** Of the first so many cases the officer holds each; the rest are the office's pool, which the officer sees as well. */
export const heldCases = 2000;

function without(record: object, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/**
 * The n-th small case: an application and its applicant. The others get its facts as a flat record of some 690 bytes;
 * Dossier has them as a case with its history, which is what its rules work on.
 */
export function smallCase(index: number): BenchCase {
  const { state, history } = seedCase(index, { documents: 0 });
  const first = history[0];
  if (first?.type !== 'case-received') throw new Error('a case begins by being received');
  const events: CaseEvent[] = [first];
  if (index < heldCases) {
    const { actAt } = first;
    events.push({
      ...{ seq: 2, by: staff.supervisor.officerId, officeId: office, actAt, receivedAt: actAt, command: null },
      ...{ type: 'case-assigned', payload: { kind: 'reassigned', to: officerId, officeId: null, reason: 'load' } },
    });
  }
  const { application } = first.payload;
  const [applicant] = first.payload.applicants;
  const facts = without(application, ['associated', 'restrictedNotes', 'secondaryOffice', 'specialProgram']);
  const person = without(applicant ?? {}, ['passport', 'id', 'relationship', 'accompanying']);
  const held = index < heldCases ? officerId : null;
  return {
    id: state.id,
    events,
    document: { ...facts, ...person, passport: applicant?.passport?.number, officer: held, version: 1 },
  };
}

/** Cases as the demo office has them, all held by one officer; their scans are listed and not made. */
export function realCases(count: number, today: Day): BenchCase[] {
  return demoWishes('bench', count).map((wish) => {
    const plan = planCase({ ...wish, office, holder: staff.officer.officerId, hugeFile: false }, today);
    const records = plan.documents.map(
      (planned): DocumentRecord => ({
        id: planned.id,
        type: planned.type,
        title: { en: planned.type, fr: planned.type },
        applicantId: planned.applicantId,
        dated: planned.dated,
        expires: null,
        receivedAt: plan.application.receivedAt,
        origin: 'scan-batch',
        sha256: uuidOf(planned.id).replaceAll('-', '').repeat(2) as Sha256,
        sizeBytes: 160_000,
        mime: 'application/pdf',
        pages: planned.request.pages ?? 1,
        replaces: null,
        readBy: {},
      }),
    );
    const told = JSON.stringify(tellCase(plan, records, today).events);
    const events = JSON.parse(told.replaceAll(staff.officer.officerId, officerId)) as CaseEvent[];
    return { id: plan.id, events, document: { state: applyAll(plan.id, null, events), history: events } };
  });
}
