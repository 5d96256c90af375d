import { AppError } from '#shared/errors/app-error.ts';
import type { ByteSource } from './byte-source.ts';
import { jpegPage } from './jpeg-page.ts';
import { pngPage } from './png-page.ts';
import type { RasterPage } from './raster-page.ts';
import { tiffPages } from './tiff-pages.ts';

export const documentKinds = ['pdf', 'tiff', 'jpeg', 'png'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const mimeOfKind: Readonly<Record<DocumentKind, string>> = {
  pdf: 'application/pdf',
  tiff: 'image/tiff',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** A PDF's header may stand behind some junk; readers look for it in the first KiB (ISO 32000-1, implementation note 13). */
const headBytes = 1024;

/** What a document is by its first bytes; what its record says is not asked. Null: none of ours. */
export function kindOf(source: ByteSource): DocumentKind | null {
  const head = source.read(0, headBytes).toString('latin1');
  if (/^(II[*+]\0|MM\0[*+])/u.test(head)) return 'tiff';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  return head.includes('%PDF-') ? 'pdf' : null;
}

/** More pixels than a page of any paper has at 600 dpi (A0: 558 million); such a file is made to harm. */
const mostPixels = 600_000_000;

/** Pages of a picture file. Errors: `document-unreadable`, `document-too-large`. */
export function rasterPages(kind: Exclude<DocumentKind, 'pdf'>, source: ByteSource): readonly RasterPage[] {
  const pages = kind === 'tiff' ? tiffPages(source) : [kind === 'jpeg' ? jpegPage(source) : pngPage(source)];
  for (const { storedWidth, storedHeight } of pages) {
    if (storedWidth * storedHeight > mostPixels) {
      throw new AppError('document-too-large', { megapixels: Math.round((storedWidth * storedHeight) / 1e6) });
    }
  }
  return pages;
}
