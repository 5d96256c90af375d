// How fast the demo office's scanned documents are made: `node bench/demo-documents.bench.ts [--json FILE]`.
import type { DocumentLook, DocumentRequest } from '#central/demo/documents/document-request.ts';
import { makeDocument } from '#central/demo/documents/make-document.ts';
import { makeDocuments } from '#central/demo/documents/make-documents.ts';
import { median, Report } from './support/report.ts';

const report = new Report('Demo documents');

const person = {
  familyName: 'Okonkwo-Lindqvist',
  givenNames: 'Adaeze Marie',
  birthDate: '1991-07-23',
  birthPlace: 'Enugu',
  sex: 'F',
  citizenship: 'NGA',
  passportNumber: 'A04417729',
  passportIssued: '2022-02-01',
  passportExpires: '2032-01-31',
  address: '8 Palm Close, Enugu 400102, Nigeria',
} as const;

function request(
  kind: DocumentRequest['kind'],
  pages: number,
  look: Partial<DocumentLook>,
  seed: number,
): DocumentRequest {
  return {
    kind,
    language: seed % 3 === 0 ? 'fr' : 'en',
    person,
    facts: { date: '2026-03-02', applicationNumber: 'V304918227' },
    pages,
    look: { dpi: 200, mode: 'g4', container: 'pdf', wear: 0.4, ...look },
    seed,
  };
}

/** One thread, pages of text and tables, after a first document has warmed letters and paper. */
async function measureMode(name: string, look: Partial<DocumentLook>): Promise<void> {
  await makeDocument(request('evidence-bundle', 8, look, 1));
  const runs: number[] = [];
  let bytes = 0;
  for (let run = 0; run < 5; run++) {
    const started = performance.now();
    const made = await makeDocument(request('evidence-bundle', 12, look, 10 + run));
    runs.push((performance.now() - started) / made.pages);
    bytes += made.bytes.byteLength / made.pages / 5;
  }
  report.add(`demo.page.${name}`, { value: median(runs), unit: 'ms', runs });
  report.add(`demo.pageSize.${name}`, { value: bytes / 1024, unit: 'KB' });
}

await measureMode('g4.200dpi', { mode: 'g4' });
await measureMode('g4.300dpi', { mode: 'g4', dpi: 300 });
await measureMode('grey.200dpi', { mode: 'grey' });
await measureMode('colour.200dpi', { mode: 'colour' });

/** The office in small: a tenth of its documents in its mix, with the threads starting cold. */
const mix: DocumentRequest[] = [];
for (let seed = 0; seed < 24; seed++) {
  const grey = seed % 3 === 0 ? 'grey' : 'g4';
  mix.push(request('application-form', 4, { mode: grey }, seed));
  mix.push(request('passport', 1, { mode: 'colour', container: seed % 2 === 0 ? 'jpeg' : 'pdf' }, seed));
  mix.push(request('bank-statement', 6, { mode: grey, container: 'tiff' }, seed));
  mix.push(request('letter-of-acceptance', 1, { mode: seed % 4 === 0 ? 'colour' : 'grey' }, seed));
  mix.push(request('evidence-bundle', 11, { mode: 'g4' }, seed));
  mix.push(request('photo', 1, { mode: 'colour', container: 'jpeg' }, seed));
}
const rates: number[] = [];
const costs: number[] = [];
for (let run = 0; run < 3; run++) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  let pages = 0;
  for await (const { document } of makeDocuments(mix, { workers: 2 })) pages += document.pages;
  rates.push((pages * 1000) / (performance.now() - started));
  const { user, system } = process.cpuUsage(cpu);
  costs.push((user + system) / 1000 / pages);
}
// 5,900 pages in 45 s.
report.add('demo.office.pagesPerSecond', {
  value: median(rates),
  unit: 'pages/s',
  goal: 130,
  better: 'higher',
  runs: rates,
});
// Processor time does not suffer from what else the machine does.
report.add('demo.office.cpuPerPage', { value: median(costs), unit: 'ms', goal: 15, runs: costs });
const started = performance.now();
const long = await makeDocument(request('evidence-bundle', 600, {}, 99));
report.add('demo.file600', { value: (performance.now() - started) / 1000, unit: 's', goal: 15 });
report.add('demo.file600.size', { value: long.bytes.byteLength / 1e6, unit: 'MB' });
report.finish();
