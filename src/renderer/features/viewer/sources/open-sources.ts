import type { DocumentFacts } from '#shared/contract/case-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PageSource } from './page-source.ts';
import { rasterSource } from './raster-source.ts';

/** Documents kept open: the one in view, the one before, and what was prepared ahead. */
const mostOpen = 4;

/** Open documents by content, the most recently used last. */
const open = new Map<string, Promise<PageSource>>();

async function openOne(sha256: string, readFacts: () => Promise<DocumentFacts>): Promise<PageSource> {
  const facts = await readFacts();
  if (facts.presence === 'missing' || facts.presence === 'partial') throw new AppError('document-missing');
  if (facts.presence === 'damaged') throw new AppError('document-damaged');
  if (facts.engine === 'raster') return rasterSource(facts);
  const { pdfSource } = await import('./pdf-source.ts');
  return pdfSource({ ...facts, sha256: sha256 as DocumentFacts['sha256'] });
}

/** The document as pages; opened once, kept among the last few. A failure is not kept. */
export function sourceOf(sha256: string, readFacts: () => Promise<DocumentFacts>): Promise<PageSource> {
  const known = open.get(sha256);
  open.delete(sha256);
  const source = known ?? openOne(sha256, readFacts);
  open.set(sha256, source);
  if (known === undefined) source.catch(() => open.delete(sha256));
  for (const oldest of open.keys()) {
    if (open.size <= mostOpen) break;
    forgetSource(oldest);
  }
  return source;
}

export function forgetSource(sha256: string): void {
  const source = open.get(sha256);
  open.delete(sha256);
  source?.then(
    (each) => each.close(),
    () => undefined,
  );
}
