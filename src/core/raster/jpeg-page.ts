import { AppError } from '#shared/errors/app-error.ts';
import type { ByteSource } from './byte-source.ts';
import { readExif } from './exif-block.ts';
import { plausibleDpi, type RasterPage } from './raster-page.ts';

/** Markers that carry the frame's size: all kinds of SOF but DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Segments before the frame are few; a file made to be walked forever ends here. */
const mostSegments = 1000;

function jfifDpi(segment: Buffer): number | null {
  if (segment.toString('latin1', 0, 5) !== 'JFIF\0' || segment.length < 12) return null;
  const unit = segment.readUInt8(7);
  const perUnit = segment.readUInt16BE(8);
  if (unit === 0) return null;
  return plausibleDpi(unit === 2 ? perUnit * 2.54 : perUnit);
}

/** The one page of a JPEG, from the segments before its frame. Error: `document-unreadable`. */
export function jpegPage(source: ByteSource): RasterPage {
  let at = 2;
  let orientation = 1;
  let dpi: number | null = null;
  for (let count = 0; count < mostSegments; count += 1) {
    const head = source.read(at, at + 4);
    if (head.length < 4 || head.readUInt8(0) !== 0xff) break;
    const marker = head.readUInt8(1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = head.readUInt16BE(2);
    const segment = source.read(at + 4, at + 2 + length);
    if (isFrame(marker) && segment.length >= 6) {
      const storedHeight = segment.readUInt16BE(1);
      const storedWidth = segment.readUInt16BE(3);
      if (storedWidth === 0 || storedHeight === 0) break;
      return { storedWidth, storedHeight, orientation, dpi, oldJpeg: false, grey: segment.readUInt8(5) === 1 };
    }
    if (marker === 0xe0) dpi = jfifDpi(segment) ?? dpi;
    if (marker === 0xe1 && segment.toString('latin1', 0, 6) === 'Exif\0\0') {
      const exif = readExif(segment.subarray(6));
      orientation = exif.orientation;
      dpi ??= exif.dpi;
    }
    at += 2 + length;
  }
  throw new AppError('document-unreadable', { why: 'no-frame' });
}
