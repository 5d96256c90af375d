import type { DocumentFacts } from '#shared/contract/case-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PageSource } from './page-source.ts';
import { rasterSource } from './raster-source.ts';

/** Documents kept open: the one in view, the one before, and what was prepared ahead. */
const mostOpen = 4;

interface Entry {
  readonly opening: Promise<PageSource>;
  source: PageSource | null;
  /** How many viewers show it: it is not closed under them. */
  viewers: number;
}

/** Open documents by content, the most recently used last. */
const open = new Map<string, Entry>();

async function openOne(readFacts: () => Promise<DocumentFacts>): Promise<PageSource> {
  const facts = await readFacts();
  if (facts.presence === 'missing' || facts.presence === 'partial') throw new AppError('document-missing');
  if (facts.presence === 'damaged') throw new AppError('document-damaged');
  if (facts.engine === 'raster') return rasterSource(facts);
  const { pdfSource } = await import('./pdf-source.ts');
  return pdfSource(facts);
}

function entryFor(sha256: string, readFacts: () => Promise<DocumentFacts>): Entry {
  const opening = openOne(readFacts);
  const entry: Entry = { opening, source: null, viewers: 0 };
  opening.then(
    (source) => {
      entry.source = source;
    },
    () => {
      // A failure is not kept: the next try starts anew.
      if (open.get(sha256) === entry) open.delete(sha256);
    },
  );
  return entry;
}

/** The document as pages; opened once, kept among the last few. */
export function sourceOf(sha256: string, readFacts: () => Promise<DocumentFacts>): Promise<PageSource> {
  const entry = open.get(sha256) ?? entryFor(sha256, readFacts);
  open.delete(sha256);
  open.set(sha256, entry);
  for (const [oldest, { viewers }] of [...open]) {
    if (open.size <= mostOpen) break;
    if (viewers === 0 && oldest !== sha256) forgetSource(oldest);
  }
  return entry.opening;
}

/** The document, where it is open already: a prepared case is shown without a wait. */
export function openSource(sha256: string): PageSource | null {
  return open.get(sha256)?.source ?? null;
}

/** Keeps a document open while it is in view. @returns the end of it */
export function holdSource(sha256: string): () => void {
  const entry = open.get(sha256);
  if (entry === undefined) return () => undefined;
  entry.viewers += 1;
  return () => {
    entry.viewers -= 1;
  };
}

export function forgetSource(sha256: string): void {
  const entry = open.get(sha256);
  open.delete(sha256);
  entry?.opening.then(
    (source) => source.close(),
    () => undefined,
  );
}

/** When the store is locked. */
export function forgetSources(): void {
  for (const sha256 of [...open.keys()]) forgetSource(sha256);
}
