import { AppError } from '#shared/errors/app-error.ts';
import type { ByteSource } from './byte-source.ts';
import { knownOrientation, type RasterPage } from './raster-page.ts';
import { readTiffDirectories, type TiffTags } from './tiff-directory.ts';
import { pictureTag, tiffDpi } from './tiff-resolution.ts';

const tag = { width: 256, height: 257, compression: 259, photometric: 262, ...pictureTag } as const;
const wanted: ReadonlySet<number> = new Set(Object.values(tag));
const oldStyleJpeg = 6;
/** White is zero, black is zero. */
const greyPhotometrics: ReadonlySet<number> = new Set([0, 1]);

function toPage(tags: TiffTags): RasterPage {
  const storedWidth = tags.get(tag.width) ?? 0;
  const storedHeight = tags.get(tag.height) ?? 0;
  if (storedWidth === 0 || storedHeight === 0) throw new AppError('document-unreadable', { why: 'size' });
  return {
    storedWidth,
    storedHeight,
    orientation: knownOrientation(tags.get(tag.orientation)),
    dpi: tiffDpi(tags),
    oldJpeg: tags.get(tag.compression) === oldStyleJpeg,
    grey: greyPhotometrics.has(tags.get(tag.photometric) ?? -1),
  };
}

/** All pages of a TIFF, from its directories alone. Error: `document-unreadable`. */
export function tiffPages(source: ByteSource): readonly RasterPage[] {
  return readTiffDirectories(source, wanted).map(toPage);
}
