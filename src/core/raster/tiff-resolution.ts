import { plausibleDpi } from './raster-page.ts';
import type { TiffTags } from './tiff-directory.ts';

/** Tags of resolution and orientation; EXIF has them as TIFF does. */
export const pictureTag = { orientation: 274, xResolution: 282, resolutionUnit: 296 } as const;
const perCentimetre = 3;

export function tiffDpi(tags: TiffTags): number | null {
  const perUnit = tags.get(pictureTag.xResolution) ?? 0;
  return plausibleDpi(tags.get(pictureTag.resolutionUnit) === perCentimetre ? perUnit * 2.54 : perUnit);
}
