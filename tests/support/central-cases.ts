import { createHash } from 'node:crypto';
import type { Central } from '#central/central.ts';
import { putDocumentFiles } from '#central/documents/document-records.ts';
import type { PersonRecord } from '#central/identity/people-store.ts';
import { personRecord, putOffices, putPeople } from '#central/identity/people-store.ts';
import type { NewCase } from '#central/sync/admit-cases.ts';
import { admitCases } from '#central/sync/admit-cases.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { ApplicantId, CaseId, DocumentId, Instant, OfficeId, OfficerId } from '#shared/model/ids.ts';
import type { ProgramId } from '#shared/model/programs/program.ts';
import { eventOf, received } from './case-fixtures.ts';

type Roles = PersonRecord['roles'];

function member(officerId: string, name: string, officeId: string, role: Roles[number], level: number): PersonRecord {
  const demoRole = role === 'clerk' || role === 'supervisor' ? role : 'officer';
  return personRecord.parse({ officerId, name, officeId, roles: [role], level, active: true, demoRole });
}

/** Two offices with everybody that a test of central needs; all may use the door of the demo. */
export const staff = {
  officer: member('MC12310', 'Marguerite Castellano', 'CPCO', 'officer', 2),
  otherOfficer: member('SM10353', 'Sandeep Mahajan', 'CPCO', 'officer', 2),
  supervisor: member('DP22095', 'Dorothea Pilgrim', 'CPCO', 'supervisor', 3),
  clerk: member('VC44871', 'Valentina Cruz', 'CPCO', 'clerk', 1),
  farOfficer: member('NO60544', 'Nnamdi Okonkwo', 'NRBI', 'officer', 2),
  farSupervisor: member('LT30981', 'Lotte Terhorst', 'NRBI', 'supervisor', 3),
} as const;

export const offices = [
  { officeId: 'CPCO' as OfficeId, nameEn: 'Case Processing Centre Ottawa', nameFr: 'Centre de traitement Ottawa' },
  { officeId: 'NRBI' as OfficeId, nameEn: 'Nairobi', nameFr: 'Nairobi' },
];

/** A UUID that follows from its seed. */
export function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface CaseWish {
  readonly office?: string;
  /** Null leaves it in the pool. */
  readonly holder?: OfficerId | null;
  readonly program?: ProgramId;
  /** Contents by hash that its documents point at; those of the fixture otherwise. */
  readonly contents?: readonly { readonly sha256: string; readonly sizeBytes: number }[];
}

const at = '2026-10-05T09:00:00.000Z' as Instant;

/** The n-th case: the same every time. */
export function makeCase(index: number, wish: CaseWish = {}): NewCase {
  const { office = 'CPCO', holder = null, program = 'visitor-visa', contents } = wish;
  const first = received(program, office);
  if (first.type !== 'case-received') throw new Error('a case begins by being received');
  const applicantId = uuidOf(`applicant ${index}`) as ApplicantId;
  const application = { ...first.payload.application, number: `V${String(300_000_000 + index)}` };
  const applicants = first.payload.applicants.map((person) => ({ ...person, id: applicantId }));
  const documents = first.payload.documents.map((document, place) => ({
    ...document,
    ...contents?.[place],
    id: uuidOf(`document ${index} ${place}`) as DocumentId,
    applicantId,
  })) as typeof first.payload.documents;
  const events: CaseEvent[] = [{ ...first, payload: { application, applicants, documents } }];
  if (holder !== null) {
    const payload = { kind: 'reassigned' as const, to: holder, officeId: null, reason: 'distribution' };
    events.push(eventOf(2, staff.supervisor, { type: 'case-assigned', payload }, at));
  }
  return { id: uuidOf(`case ${index}`) as CaseId, events };
}

export async function putStaff(central: Central): Promise<void> {
  await central.database.write(async (db) => {
    await putOffices(db, offices);
    await putPeople(db, Object.values(staff));
  });
}

/** Puts `count` cases in, numbered from `from`; gives their ids. */
export async function seedCases(
  central: Central,
  count: number,
  options: CaseWish & { readonly from?: number } = {},
): Promise<CaseId[]> {
  const { from = 1, ...wish } = options;
  const ids: CaseId[] = [];
  for (let start = 0; start < count; start += 500) {
    const length = Math.min(500, count - start);
    const cases = Array.from({ length }, (_, index) => makeCase(from + start + index, wish));
    await central.database.write((db) => admitCases(db, cases));
    ids.push(...cases.map((each) => each.id));
  }
  return ids;
}

/** Stores a content and its record. */
export async function putDocument(central: Central, bytes: Uint8Array, mime = 'application/pdf') {
  const stored = await central.documents.put(bytes);
  const file = { sha256: stored.sha256, sizeBytes: stored.sizeBytes, mime, pages: 1 };
  await central.database.write((db) => putDocumentFiles(db, [file], at));
  return stored;
}
