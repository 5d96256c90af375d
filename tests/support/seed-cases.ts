import { createHash } from 'node:crypto';
import type { Actor } from '#shared/model/actor.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { AssessmentType } from '#shared/model/assessment.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent, EventBody } from '#shared/model/event.ts';
import type { ApplicantId, CaseId, Day, DocumentId, Instant, NoteId, OfficerId, Sha256 } from '#shared/model/ids.ts';
import { programIds } from '#shared/model/programs/program.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { clerk, officer, otherOfficer, supervisor } from './case-fixtures.ts';

const familyNames = [
  'Okafor',
  'Nguyễn',
  'Silva',
  'Haddad',
  'Kowalczyk',
  'García',
  'Singh',
  'Öztürk',
  'Chen',
  'Mbeki',
  "O'Brien",
  'Diallo',
  'Ivanova',
  'Tanaka',
  'Benali',
  'Hassan',
];
const givenNames = [
  'Ngozi',
  'Linh',
  'João',
  'Rania',
  'Zofia',
  'Inés',
  'Gurpreet',
  'Elif',
  'Wei',
  'Thandiwe',
  'Aoife',
  'Fatou',
  'Olga',
  'Haruto',
  'Yasmine',
  'Omar',
];
const countries = [
  'NGA',
  'VNM',
  'BRA',
  'LBN',
  'POL',
  'MEX',
  'IND',
  'TUR',
  'CHN',
  'ZAF',
  'IRL',
  'SEN',
  'UKR',
  'JPN',
  'DZA',
  'EGY',
];
const purposes = [
  'Tourism with family',
  'Visit to a sister in Halifax',
  'Conference on marine biology',
  'Studies in nursing',
  'Harvest work',
  'Reunion with spouse',
];
const sentences = [
  'Bank statements cover six months and show regular salary deposits.',
  'Applicant states employment as a teacher; letter of the school on file.',
  'Travel history: two visits to the Schengen area, returned in time both times.',
  'Invitation letter names the host, a permanent resident since 2016.',
  'Purpose of visit is consistent with the itinerary provided.',
  'Funds are sufficient for the stay as declared.',
];
const dayMs = 86_400_000;

/** The day that seeded cases are seen from; ages spread over two years before it. */
export const seedDay = '2026-11-20' as Day;
const seedTime = Date.parse(`${seedDay}T12:00:00.000Z`);

/** A small, fast, seeded random source (mulberry32): from 0 up to, not including, 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function uuidFrom(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const instantAt = (time: number): Instant => new Date(time).toISOString() as Instant;
const dayAt = (time: number): Day => instantAt(time).slice(0, 10) as Day;

export interface SeededCase {
  readonly state: CaseState;
  readonly history: readonly CaseEvent[];
}

/** The n-th realistic case of a seed: every program, stage and age; the same every time. */
export function seedCase(
  index: number,
  options: { readonly seed?: number; readonly documents?: number } = {},
): SeededCase {
  const random = seededRandom((options.seed ?? 1) * 1_000_003 + index);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  const id = uuidFrom(`case ${index}`) as CaseId;
  const program = programFor(pick(programIds));
  const receivedTime = seedTime - Math.floor(random() * 500) * dayMs;
  const who = Math.floor(random() * familyNames.length);
  const applicantId = uuidFrom(`applicant ${index}`) as ApplicantId;
  const events: CaseEvent[] = [];
  const add = (by: Actor | null, body: EventBody, time: number): void => {
    const at = instantAt(time);
    events.push({
      seq: events.length + 1,
      by: by?.officerId ?? null,
      officeId: by?.officeId ?? null,
      actAt: at,
      receivedAt: at,
      command: null,
      ...body,
    });
  };
  const documentTypes = program.checklist.flatMap((item) => item.documentTypes);
  const documents = Array.from({ length: options.documents ?? 3 + Math.floor(random() * 4) }, (_, place) => ({
    id: uuidFrom(`document ${index} ${place}`) as DocumentId,
    type: documentTypes[place % Math.max(1, documentTypes.length)] ?? ('other' as const),
    title: { en: 'Scanned document', fr: 'Document numérisé' },
    applicantId,
    dated: dayAt(receivedTime - 30 * dayMs),
    expires: null,
    receivedAt: instantAt(receivedTime),
    origin: 'scan-batch' as const,
    sha256: createHash('sha256').update(`content ${index} ${place}`).digest('hex') as Sha256,
    sizeBytes: 200_000 + Math.floor(random() * 2_000_000),
    mime: 'application/pdf' as const,
    pages: 1 + Math.floor(random() * 20),
    replaces: null,
    readBy: {},
  }));
  const number = `${program.numberPrefix}${String(300_000_000 + index).padStart(9, '0')}`;
  add(
    clerk,
    {
      type: 'case-received',
      payload: {
        application: {
          number,
          program: program.id,
          category: program.categories[0]?.code ?? '',
          specialProgram: null,
          primaryOffice: officer.officeId,
          secondaryOffice: null,
          receivedAt: instantAt(receivedTime),
          receivedVia: 'vac',
          completeOn: random() < 0.9 ? dayAt(receivedTime + dayMs) : null,
          lockIn: null,
          correspondenceLanguage: random() < 0.25 ? 'fr' : 'en',
          interviewLanguage: 'English',
          applyingFrom: random() < 0.8 ? 'outside' : 'inside',
          purpose: pick(purposes),
          destination: pick(['Halifax', 'Montréal', 'Winnipeg', 'Vancouver']),
          feesPaid: random() < 0.97,
          restrictedNotes: random() < 0.02,
          status: random() < 0.05 ? 'closed' : 'open',
          statusReason: 'in-progress',
          associated: [],
        },
        applicants: [
          {
            id: applicantId,
            relationship: 'principal',
            familyName: familyNames[who] ?? '',
            givenNames: pick(givenNames),
            birthDate: dayAt(Date.parse('1960-01-01') + Math.floor(random() * 20_000) * dayMs),
            citizenship: countries[who] ?? null,
            countryOfResidence: countries[who] ?? null,
            sex: random() < 0.5 ? 'F' : 'M',
            uci: `${String(1000 + (index % 9000))}-${String(1000 + ((index * 7) % 9000))}`,
            passport: { number: `P${index}`, issued: dayAt(receivedTime - 900 * dayMs), expires: '2031-05-01' as Day },
            biometricsEnrolled: dayAt(receivedTime - 10 * dayMs),
            medicalExamined: null,
            accompanying: true,
          },
        ],
        documents,
      },
    },
    receivedTime,
  );
  const holder = random() < 0.6 ? officer : random() < 0.5 ? otherOfficer : null;
  if (holder !== null) {
    const payload = { kind: 'reassigned' as const, to: holder.officerId, officeId: null, reason: 'distribution' };
    add(supervisor, { type: 'case-assigned', payload }, receivedTime + 2 * dayMs);
    const settled = Math.floor(random() * (program.assessments.length + 1));
    for (const { type } of program.assessments.slice(0, settled)) {
      const assessment: AssessmentType = type;
      const status = random() < 0.85 ? ('passed' as const) : ('review-required' as const);
      const payload = { assessment, status, conditional: false, dueDate: null, remark: '' };
      add(holder, { type: 'assessment-recorded', payload }, receivedTime + 3 * dayMs);
    }
    for (let note = 0; note < Math.floor(random() * 4); note += 1) {
      const noteId = uuidFrom(`note ${index} ${note}`) as NoteId;
      const text = `${pick(sentences)} ${pick(sentences)}`;
      add(
        holder,
        { type: 'note-added', payload: { id: noteId, type: 'general', text, protectedPassages: [] } },
        receivedTime + 4 * dayMs,
      );
    }
    if (random() < 0.15) {
      const date = dayAt(seedTime + Math.floor(random() * 30 - 5) * dayMs);
      add(
        holder,
        { type: 'bring-forward-set', payload: { date, code: 'DOCS', text: 'Awaiting documents' } },
        receivedTime + 5 * dayMs,
      );
    }
  }
  return { state: applyAll(id, null, events), history: events };
}

export const seedOfficer: OfficerId = officer.officerId;
