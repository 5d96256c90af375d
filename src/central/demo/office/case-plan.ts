import type { Application } from '#shared/model/case-state.ts';
import { addDays } from '#shared/model/dates/calendar.ts';
import type { DocumentType } from '#shared/model/document.ts';
import type { ApplicantId, CaseId, Day, DocumentId, OfficeId, OfficerId } from '#shared/model/ids.ts';
import type { ProgramId } from '#shared/model/programs/program.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { DocumentFacts, DocumentRequest } from '../documents/document-request.ts';
import type { Random } from '../documents/random.ts';
import { createRandom } from '../documents/random.ts';
import type { DemoApplicant } from './applicants.ts';
import { makeFamily } from './applicants.ts';
import type { DemoCountry } from './countries.data.ts';
import { demoCountries } from './countries.data.ts';
import { hostCities } from './narratives.data.ts';
import { papersOf } from './papers.data.ts';
import { seededUuid, workingMoment } from './seeded.ts';

/** How far the demo takes a case along its way. */
export type Progress =
  | 'received'
  | 'completeness'
  | 'biometrics'
  | 'assessing'
  | 'awaiting'
  | 'answered'
  | 'ready'
  | 'signed';

export interface PlannedDocument {
  readonly id: DocumentId;
  readonly type: DocumentType;
  readonly applicantId: ApplicantId;
  readonly dated: Day;
  readonly request: DocumentRequest;
}

export interface CasePlan {
  readonly id: CaseId;
  readonly seed: string;
  readonly application: Application;
  readonly applicants: readonly DemoApplicant[];
  readonly documents: readonly PlannedDocument[];
  readonly country: DemoCountry;
  readonly progress: Progress;
  readonly holder: OfficerId | null;
  readonly receivedOn: Day;
}

/** What the office wants of a case; everything else is drawn from the seed. */
export interface CaseWish {
  readonly seed: string;
  readonly program: ProgramId;
  readonly office: OfficeId;
  readonly holder: OfficerId | null;
  readonly progress: Progress;
  /** Age in days at `today`. */
  readonly ageDays: number;
  readonly number: string;
  readonly hugeFile: boolean;
  readonly familySize: number;
}

/** Most files are thin: a page count leaning to the lower end of its range. */
function pagesOf(random: Random, [low, high]: readonly [number, number]): number {
  return low + Math.floor((high - low + 1) * random.next() ** 1.8);
}

/** What all papers of one file agree on. */
function commonFacts(random: Random, wish: CaseWish, family: readonly DemoApplicant[], received: Day): DocumentFacts {
  const arrival = addDays(received, random.int(35, 90));
  const spouse = family.find(({ record }) => record.relationship === 'spouse')?.record;
  return {
    applicationNumber: wish.number,
    receivedOn: received,
    arrival,
    departure: addDays(arrival, random.int(12, 60)),
    ...(spouse === undefined ? {} : { spouse: `${spouse.givenNames} ${spouse.familyName}` }),
  };
}

function planDocuments(
  random: Random,
  wish: CaseWish,
  country: DemoCountry,
  family: readonly DemoApplicant[],
  received: Day,
): PlannedDocument[] {
  const language = country.french ? 'fr' : 'en';
  const common = commonFacts(random, wish, family, received);
  const planned: PlannedDocument[] = [];
  for (const paper of papersOf[wish.program]) {
    const people = family.filter(({ record }, index) => {
      if (paper.of === 'principal') return index === 0;
      const isChild = record.relationship === 'child';
      return paper.of === 'everyone' || (paper.of === 'children') === isChild;
    });
    for (const person of people) {
      if (!random.chance(paper.chance)) continue;
      const dated = addDays(received, -random.int(3, 75));
      const huge = wish.hugeFile && paper.kind === 'evidence-bundle';
      const mode = random.pick(paper.mode);
      const container = random.pick(paper.container);
      const translated = country.originalLanguage !== null && random.chance(0.6);
      const request: DocumentRequest = {
        kind: paper.kind,
        language,
        person: person.paper,
        facts: {
          ...common,
          date: dated,
          ...(person.record.uci === null ? {} : { uci: person.record.uci }),
          ...(translated && country.originalLanguage !== null ? { originalLanguage: country.originalLanguage } : {}),
        },
        ...(huge ? { pages: 600 } : paper.pages === null ? {} : { pages: pagesOf(random, paper.pages) }),
        look: {
          dpi: 200,
          mode: huge ? 'g4' : container === 'jpeg' && mode === 'g4' ? 'grey' : mode,
          container: huge ? 'pdf' : container,
          wear: random.range(0.05, 0.75),
        },
        seed: random.int(1, 2 ** 31 - 1),
      };
      planned.push({
        id: seededUuid(random) as DocumentId,
        type: paper.type,
        applicantId: person.record.id,
        dated,
        request,
      });
    }
  }
  return planned;
}

/** Plans a case from a wish: the same wish and day give the same plan. */
export function planCase(wish: CaseWish, today: Day): CasePlan {
  const random = createRandom(wish.seed);
  const id = seededUuid(random) as CaseId;
  const country = random.pick(demoCountries);
  const program = programFor(wish.program);
  const received = addDays(today, -wish.ageDays);
  const applicants = makeFamily(random, country, wish.familySize, today);
  const inside =
    wish.program === 'protected-person' ||
    wish.program === 'citizenship-grant' ||
    (wish.program === 'study-permit' && random.chance(0.15));
  const category = random.pick(program.categories);
  const application: Application = {
    number: wish.number,
    program: wish.program,
    category: category.code,
    specialProgram: null,
    primaryOffice: wish.office,
    secondaryOffice: null,
    receivedAt: workingMoment(random, received),
    receivedVia: random.pick(['vac', 'vac', 'portal'] as const),
    completeOn:
      wish.progress === 'received' || wish.progress === 'completeness' ? null : addDays(received, random.int(0, 3)),
    lockIn: program.line === 'permanent-residence' ? received : null,
    correspondenceLanguage: country.french ? 'fr' : 'en',
    interviewLanguage: country.nationalLanguage,
    applyingFrom: inside ? 'inside' : 'outside',
    purpose: program.shortTitle[country.french ? 'fr' : 'en'],
    destination: random.pick(hostCities),
    feesPaid: !random.chance(0.04),
    restrictedNotes: random.chance(0.03),
    status: 'open',
    statusReason: 'in-progress',
    associated: [],
  };
  const documents = planDocuments(random.fork('papers'), wish, country, applicants, received);
  return {
    id,
    seed: wish.seed,
    application,
    applicants,
    documents,
    country,
    progress: wish.progress,
    holder: wish.holder,
    receivedOn: received,
  };
}
