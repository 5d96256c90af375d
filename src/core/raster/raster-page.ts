/** One page of a picture file, as its header tells. */
export interface RasterPage {
  /** As stored, before `orientation` turns it upright. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  /** TIFF and EXIF orientation, 1 to 8. */
  readonly orientation: number;
  readonly dpi: number | null;
  /** Old-style JPEG in TIFF (compression 6): withdrawn in 1995, still made by scanners, not read by libtiff here. */
  readonly oldJpeg: boolean;
  /** Without colour (black and white, or grey), so that its picture needs none either. */
  readonly grey: boolean;
}

/** Turned by a quarter, so that width and height change places. */
export function isTurned(orientation: number): boolean {
  return orientation >= 5;
}

export function uprightSize(page: RasterPage): { width: number; height: number } {
  const { storedWidth: width, storedHeight: height } = page;
  return isTurned(page.orientation) ? { width: height, height: width } : { width, height };
}

export function knownOrientation(value: number | undefined): number {
  return value !== undefined && value >= 1 && value <= 8 ? value : 1;
}

/** Resolutions outside of what scanners make are somebody's default (72, 96 in screen pictures stay: they are told as they are). */
export function plausibleDpi(value: number): number | null {
  return Number.isFinite(value) && value >= 10 && value <= 10_000 ? Math.round(value) : null;
}
