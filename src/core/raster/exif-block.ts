import { AppError } from '#shared/errors/app-error.ts';
import { knownOrientation } from './raster-page.ts';
import { readTiffDirectories } from './tiff-directory.ts';
import { pictureTag, tiffDpi } from './tiff-resolution.ts';

export interface ExifFacts {
  readonly orientation: number;
  readonly dpi: number | null;
}

const nothing: ExifFacts = { orientation: 1, dpi: null };

/** What a block of EXIF (a small TIFF) says of its picture. */
export function readExif(block: Buffer): ExifFacts {
  const source = { sizeBytes: block.length, read: (start: number, end: number) => block.subarray(start, end) };
  try {
    const [tags] = readTiffDirectories(source, new Set(Object.values(pictureTag)));
    if (tags === undefined) return nothing;
    return { orientation: knownOrientation(tags.get(pictureTag.orientation)), dpi: tiffDpi(tags) };
  } catch (thrown) {
    // EXIF that is broken says nothing; the picture itself may be whole.
    if (thrown instanceof AppError) return nothing;
    throw thrown;
  }
}
