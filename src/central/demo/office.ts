import type { DocumentRecord } from '#shared/model/document.ts';
import type { Day, Instant, Sha256 } from '#shared/model/ids.ts';
import type { Central } from '../central.ts';
import { putDocumentFiles } from '../documents/document-records.ts';
import type { OfficeRecord, PersonRecord } from '../identity/people-store.ts';
import { putOffices, putPeople } from '../identity/people-store.ts';
import { sql } from '../store/sql.ts';
import { admitCases } from '../sync/admit-cases.ts';
import type { MadeDocument } from './documents/document-request.ts';
import { makeDocuments } from './documents/make-documents.ts';
import type { CasePlan, PlannedDocument } from './office/case-plan.ts';
import { planCase } from './office/case-plan.ts';
import { tellCase } from './office/case-story.ts';
import { demoOffices, demoStaff } from './office/staff.data.ts';
import { actorOf as personOf } from './office/staff.ts';
import { demoWishes } from './office/wishes.ts';

/** Where the making of the demo office stands. */
export interface DemoProgress {
  readonly step: 'scans' | 'cases';
  readonly done: number;
  readonly total: number;
}

export interface DemoOfficeOptions {
  /** The same seed and day give the same office, to the byte. */
  readonly seed: string;
  readonly today: Day;
  /** Cases; 240 by default. */
  readonly count?: number;
  /** Threads that draw the scans. */
  readonly workers?: number;
  readonly onProgress?: (progress: DemoProgress) => void;
  readonly signal?: AbortSignal;
}

const doneKey = 'demo-office';

/** Whether this central holds a whole demo office. A seeding that was cut off leaves none. */
export async function hasDemoOffice(central: Central): Promise<boolean> {
  const row = await central.database.read((db) =>
    db.first<{ value: string }>(sql`select value from meta where key = ${doneKey}`),
  );
  return row !== undefined;
}

/** The document's record once its bytes are stored; a file of several people says whose it is. */
function recordOf(
  plan: CasePlan,
  planned: PlannedDocument,
  made: Omit<MadeDocument, 'bytes'>,
  stored: { sha256: Sha256; sizeBytes: number },
): DocumentRecord {
  const owner = plan.applicants.find(({ record }) => record.id === planned.applicantId)?.record;
  const whose = plan.applicants.length > 1 && owner !== undefined ? `, ${owner.givenNames}` : '';
  return {
    id: planned.id,
    type: planned.type,
    title: { en: `${made.title.en}${whose}`, fr: `${made.title.fr}${whose}` },
    applicantId: planned.applicantId,
    dated: planned.dated,
    expires: planned.type === 'passport' ? (owner?.passport?.expires ?? null) : null,
    receivedAt: plan.application.receivedAt,
    origin: plan.application.receivedVia === 'portal' ? 'portal' : 'scan-batch',
    ...stored,
    mime: made.mime,
    pages: made.pages,
    replaces: null,
    readBy: {},
  };
}

/** Draws every scan and stores it; gives the records by the plan's document id. */
async function storeScans(
  central: Central,
  plans: readonly CasePlan[],
  options: DemoOfficeOptions,
): Promise<ReadonlyMap<string, DocumentRecord>> {
  const { onProgress, workers, signal } = options;
  const wanted = plans.flatMap((plan) => plan.documents.map((planned) => ({ plan, planned })));
  const total = wanted.reduce((pages, { planned }) => pages + (planned.request.pages ?? 1), 0);
  const records = new Map<string, DocumentRecord>();
  const requests = wanted.map(({ planned }) => planned.request);
  const pool = { ...(workers === undefined ? {} : { workers }), ...(signal === undefined ? {} : { signal }) };
  let pages = 0;
  for await (const { index, document } of makeDocuments(requests, pool)) {
    const asked = wanted[index];
    if (asked === undefined) continue;
    const { sha256, sizeBytes } = await central.documents.put(document.bytes);
    records.set(asked.planned.id, recordOf(asked.plan, asked.planned, document, { sha256, sizeBytes }));
    pages += document.pages;
    onProgress?.({ step: 'scans', done: pages, total: Math.max(total, pages) });
  }
  return records;
}

/**
 * Makes the demo office: people, cases with their histories, scanned documents. The scans come first and are stored by
 * content; all the rest goes in by one transaction with a mark, so a run that is cut off leaves nothing of it standing
 * and the next one starts over without doubling.
 */
export async function seedDemoOffice(
  central: Central,
  options: DemoOfficeOptions,
): Promise<{ cases: number; documents: number }> {
  const { seed, today, onProgress } = options;
  const plans = demoWishes(seed, options.count).map((wish) => planCase(wish, today));
  const records = await storeScans(central, plans, options);
  const told = plans.map((plan) => {
    const ofCase = plan.documents.flatMap(({ id }) => records.get(id) ?? []);
    return { id: plan.id, events: tellCase(plan, ofCase, today).events };
  });
  onProgress?.({ step: 'cases', done: 0, total: told.length });
  const now = `${today}T05:00:00.000Z` as Instant;
  await central.database.write(async (db) => {
    await putOffices(
      db,
      demoOffices.map(({ officeId, name }) => ({
        officeId: officeId as string as OfficeRecord['officeId'],
        nameEn: name.en,
        nameFr: name.fr,
      })),
    );
    await putPeople(
      db,
      demoStaff.map(
        (member): PersonRecord => ({ ...personOf(member.officerId), active: member.active, demoRole: member.demoRole }),
      ),
    );
    await putDocumentFiles(db, [...records.values()], now);
    await admitCases(db, told);
    await db.run(sql`insert into meta (key, value) values (${doneKey}, ${`${seed} ${today}`})`);
  });
  onProgress?.({ step: 'cases', done: told.length, total: told.length });
  return { cases: told.length, documents: records.size };
}
