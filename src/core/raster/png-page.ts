import { AppError } from '#shared/errors/app-error.ts';
import type { ByteSource } from './byte-source.ts';
import { plausibleDpi, type RasterPage } from './raster-page.ts';

const mostChunks = 200;
/** Colour types of grey, without and with transparency. */
const greyTypes: ReadonlySet<number> = new Set([0, 4]);
const metresPerInch = 0.0254;

/** The one page of a PNG. Its resolution stands in a chunk before the picture data. Error: `document-unreadable`. */
export function pngPage(source: ByteSource): RasterPage {
  const head = source.read(8, 33);
  if (head.length < 25 || head.toString('latin1', 4, 8) !== 'IHDR') {
    throw new AppError('document-unreadable', { why: 'no-header' });
  }
  const storedWidth = head.readUInt32BE(8);
  const storedHeight = head.readUInt32BE(12);
  if (storedWidth === 0 || storedHeight === 0) throw new AppError('document-unreadable', { why: 'size' });
  return {
    storedWidth,
    storedHeight,
    orientation: 1,
    dpi: physicalDpi(source),
    oldJpeg: false,
    grey: greyTypes.has(head.readUInt8(17)),
  };
}

function physicalDpi(source: ByteSource): number | null {
  let at = 33;
  for (let count = 0; count < mostChunks; count += 1) {
    const chunk = source.read(at, at + 17);
    const type = chunk.toString('latin1', 4, 8);
    if (chunk.length < 17 || type === 'IDAT' || type === 'IEND') return null;
    if (type === 'pHYs') return chunk.readUInt8(16) === 1 ? plausibleDpi(chunk.readUInt32BE(8) * metresPerInch) : null;
    at += 12 + chunk.readUInt32BE(0);
  }
  return null;
}
