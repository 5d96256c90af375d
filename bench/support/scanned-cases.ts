import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentral } from '#central/central.ts';
import type { DocumentRequest } from '#central/demo/documents/document-request.ts';
import { makeDocuments } from '#central/demo/documents/make-documents.ts';
import { importPack } from '#central/packs/import-pack.ts';
import { demoOfficer } from '#support/at-the-desk.ts';
import { person } from '#support/viewer-papers.ts';

/** What an ordinary file holds: a form of three pages, a bank statement of two, a letter; in PDF and TIFF. */
const papers = [
  { kind: 'application-form', type: 'application-form', pages: 3, container: 'pdf' },
  { kind: 'bank-statement', type: 'bank-statement', pages: 2, container: 'tiff' },
  { kind: 'employment-letter', type: 'employment-letter', pages: 1, container: 'pdf' },
] as const;

function requestsFor(count: number): DocumentRequest[] {
  return Array.from({ length: count }, (_, index) =>
    papers.map(
      ({ kind, pages, container }, at): DocumentRequest => ({
        kind,
        language: index % 3 === 0 ? 'fr' : 'en',
        person,
        facts: { date: '2026-03-02', applicationNumber: numberOf(index) },
        pages,
        look: { dpi: 200, mode: 'g4', container, wear: 0.4 },
        seed: index * papers.length + at,
      }),
    ),
  ).flat();
}

const numberOf = (index: number): string => `V${500_000_000 + index}`;

/** So many cases of the demo officer, each with three scanned documents of its own, brought in by case packs. */
export async function importScannedCases(centralDir: string, count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-packs-'));
  for await (const { index, document } of makeDocuments(requestsFor(count))) {
    const pack = join(folder, String(Math.floor(index / papers.length)));
    await mkdir(pack, { recursive: true });
    await writeFile(join(pack, fileOf(index % papers.length)), document.bytes);
  }
  const central = await openCentral({ dataDir: centralDir, databaseUrl: null, demo: true });
  for (let index = 0; index < count; index += 1) {
    const pack = join(folder, String(index));
    await writeFile(join(pack, 'case.json'), JSON.stringify(caseOf(index)));
    const imported = await importPack(central, pack, { assign: demoOfficer });
    if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  }
  await central.close();
  await rm(folder, { recursive: true, force: true });
}

const fileOf = (at: number): string => `${at}.${papers[at]?.container ?? 'pdf'}`;

function caseOf(index: number): unknown {
  const { familyName, givenNames, birthDate, citizenship } = person;
  return {
    format: 'dossier-case-pack',
    version: 1,
    application: {
      number: numberOf(index),
      program: 'visitor-visa',
      primaryOffice: 'CPCO',
      receivedAt: '2026-10-01T12:00:00.000Z',
      receivedVia: 'vac',
      correspondenceLanguage: 'en',
      applyingFrom: 'outside',
      purpose: 'Visit',
    },
    applicants: [{ relationship: 'principal', familyName, givenNames, birthDate, citizenship }],
    documents: papers.map(({ type }, at) => ({ file: fileOf(at), type, applicant: 0 })),
  };
}
