import type { DocumentMime } from '#shared/model/document.ts';

/** Asked of the child: the pages of a file; answered with null where they cannot be read. */
export interface CountJob {
  readonly bytes: Uint8Array;
  readonly mime: DocumentMime;
}

async function countPdf(bytes: Uint8Array): Promise<number | null> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  try {
    const { numPages } = await task.promise;
    return numPages > 0 ? numPages : null;
  } finally {
    await task.destroy();
  }
}

async function countRaster(bytes: Uint8Array): Promise<number | null> {
  const { default: sharp } = await import('sharp');
  const { pages = 1, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return pages > 0 && (width ?? 0) > 0 && (height ?? 0) > 0 ? pages : null;
}

async function count({ bytes, mime }: CountJob): Promise<number | null> {
  try {
    return await (mime === 'application/pdf' ? countPdf(bytes) : countRaster(bytes));
  } catch {
    // Damaged, encrypted or hostile: the answer is that the pages cannot be read.
    return null;
  }
}

process.on('message', (job: CountJob) => {
  void count(job).then((pages) => process.send?.({ pages }));
});
// The parent ends: nothing left to do.
process.on('disconnect', () => process.exit());
