import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Result } from '#shared/errors/result.ts';
import { failed, ok } from '#shared/errors/result.ts';
import { isDecisionMaker } from '#shared/model/actor.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { ApplicantId, CaseId, DocumentId, Instant } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { appendAudit } from '../audit/audit-log.ts';
import type { Central } from '../central.ts';
import { namedContents, putDocumentFiles } from '../documents/document-records.ts';
import { findOfficeIds, findPerson } from '../identity/people-store.ts';
import type { ReadDb } from '../store/database.ts';
import { isUniqueViolation } from '../store/retry.ts';
import { sql } from '../store/sql.ts';
import { admitCases } from '../sync/admit-cases.ts';
import type { CasePack } from './case-pack.ts';
import type { CheckedDocument } from './check-pack.ts';
import { checkPack } from './check-pack.ts';
import { openFolderSource } from './folder-source.ts';
import type { PackProblem } from './pack-problem.ts';
import { PackUnreadable } from './pack-problem.ts';
import type { PackSource } from './pack-source.ts';
import { openPageCounter } from './page-counter.ts';
import { openZipSource } from './zip-source.ts';

export interface ImportOptions {
  /** The office that gets the case, instead of the pack's. */
  readonly office?: string | null;
  /** The officer that gets it; the pool where not given. */
  readonly assign?: string | null;
  /** Refuses documents whose pages cannot be read. */
  readonly strict?: boolean;
}

export interface ImportedCase {
  readonly caseId: CaseId;
  readonly number: string;
  readonly documents: number;
  /** Documents whose pages could not be counted. */
  readonly unreadable: readonly string[];
}

type Imported = Result<ImportedCase, readonly PackProblem[]>;

async function openSource(path: string): Promise<PackSource> {
  const facts = await stat(path).catch(() => {
    throw new PackUnreadable({ code: 'not-a-pack', where: '', what: 'there is no such file or folder' });
  });
  return facts.isDirectory() ? openFolderSource(path) : openZipSource(path);
}

/** What central itself has against the pack. */
async function centralProblems(db: ReadDb, pack: CasePack, options: ImportOptions): Promise<PackProblem[]> {
  const problems: PackProblem[] = [];
  const { number } = pack.application;
  const same = await db.first(sql`select case_id from case_state where number = ${number}`);
  if (same !== undefined)
    problems.push({ code: 'number-exists', where: 'application.number', what: 'this application is here already' });
  const known =
    pack.id === undefined ? undefined : await db.first(sql`select case_id from case_state where case_id = ${pack.id}`);
  if (known !== undefined) problems.push({ code: 'case-exists', where: 'id', what: 'this case is here already' });
  const office = options.office ?? pack.application.primaryOffice;
  if (!(await findOfficeIds(db)).includes(office)) {
    problems.push({
      code: 'office-unknown',
      where: 'application.primaryOffice',
      what: `there is no office ${office} here`,
    });
  }
  if (options.assign != null) {
    const person = await findPerson(db, options.assign);
    if (person === null || !person.active || !isDecisionMaker(person) || person.officeId !== office) {
      problems.push({
        code: 'officer-unfit',
        where: '--assign',
        what: `${options.assign} is no active officer of ${office}`,
      });
    }
  }
  return problems;
}

function recordOf(checked: CheckedDocument, pack: CasePack, applicantIds: readonly ApplicantId[]): DocumentRecord {
  const { document, sha256, sizeBytes, mime, pages } = checked;
  const name = (document.file.split('/').at(-1) ?? document.file).slice(0, 200);
  return {
    id: document.id ?? (randomUUID() as DocumentId),
    type: document.type,
    title: document.title ?? { en: name, fr: name },
    applicantId: document.applicant === null ? null : (applicantIds[document.applicant] ?? null),
    dated: document.dated,
    expires: document.expires,
    receivedAt: document.receivedAt ?? pack.application.receivedAt,
    origin: document.origin,
    sha256: sha256 as DocumentRecord['sha256'],
    sizeBytes,
    mime,
    pages,
    replaces: null,
    readBy: {},
  };
}

function eventsOf(
  pack: CasePack,
  documents: readonly CheckedDocument[],
  options: ImportOptions,
  now: Instant,
): CaseEvent[] {
  const { application } = pack;
  const program = programFor(application.program);
  const applicants = pack.applicants.map((person) => ({ ...person, id: person.id ?? (randomUUID() as ApplicantId) }));
  const office = (options.office ?? application.primaryOffice) as typeof application.primaryOffice;
  const interview = application.correspondenceLanguage === 'fr' ? 'French' : 'English';
  const meta = { by: null, officeId: office, actAt: now, receivedAt: now, command: null };
  const received: CaseEvent = {
    ...meta,
    seq: 1,
    type: 'case-received',
    payload: {
      application: {
        ...application,
        category: application.category ?? program.categories[0]?.code ?? '',
        interviewLanguage: application.interviewLanguage ?? interview,
        primaryOffice: office,
        status: 'open',
        statusReason: 'in-progress',
      },
      applicants,
      documents: documents.map((each) =>
        recordOf(
          each,
          pack,
          applicants.map((person) => person.id),
        ),
      ),
    },
  };
  if (options.assign == null) return [received];
  const to = options.assign as NonNullable<CaseEvent['by']>;
  const payload = { kind: 'reassigned' as const, to, officeId: null, reason: 'case pack' };
  return [received, { ...meta, seq: 2, type: 'case-assigned', payload }];
}

/** Stores the files, then the case with all that names them in one transaction. What was stored for nothing goes again. */
async function admitPack(
  central: Central,
  source: PackSource,
  pack: CasePack,
  documents: readonly CheckedDocument[],
  options: ImportOptions,
): Promise<Imported> {
  const now = central.sync.clock.now();
  const caseId = pack.id ?? (randomUUID() as CaseId);
  const stored: string[] = [];
  try {
    for (const { document, sha256 } of documents) {
      const { isNew } = await central.documents.put(await source.read(document.file), sha256);
      if (isNew) stored.push(sha256);
    }
    const offices = await central.database.write(async (db) => {
      await putDocumentFiles(db, documents, now);
      const touched = await admitCases(db, [{ id: caseId, events: eventsOf(pack, documents, options, now) }]);
      const entry = { at: now, who: null, device: null, from: null, subject: caseId, code: null, act: null };
      for (const office of touched)
        await appendAudit(db, central.sync.log, office, [{ ...entry, what: 'case:import', outcome: 'done' }]);
      return touched;
    });
    for (const office of offices) central.sync.poker.poke(office);
  } catch (thrown) {
    const named = await central.database.read((db) => namedContents(db, stored));
    for (const sha256 of stored) if (!named.has(sha256)) await central.documents.remove(sha256);
    if (thrown instanceof PackUnreadable) return failed([thrown.problem]);
    if (!isUniqueViolation(thrown)) throw thrown;
    return failed([{ code: 'number-exists', where: 'application.number', what: 'this application is here already' }]);
  }
  const unreadable = documents.filter((each) => each.pages === null).map((each) => each.document.file);
  return ok({ caseId, number: pack.application.number, documents: documents.length, unreadable });
}

/**
 * Brings a case pack in: a folder or a zip. A pack with anything wrong is refused with the whole list of it, and nothing of
 * it stays, documents included.
 */
export async function importPack(central: Central, path: string, options: ImportOptions = {}): Promise<Imported> {
  const counter = openPageCounter();
  let source: PackSource | null = null;
  try {
    source = await openSource(path);
    const { pack, documents, problems } = await checkPack(source, counter, options.strict === true);
    if (pack === null) return failed(problems);
    const all = [...problems, ...(await central.database.read((db) => centralProblems(db, pack, options)))];
    return all.length > 0 ? failed(all) : await admitPack(central, source, pack, documents, options);
  } catch (thrown) {
    if (thrown instanceof PackUnreadable) return failed([thrown.problem]);
    throw thrown;
  } finally {
    source?.close();
    counter.stop();
  }
}
