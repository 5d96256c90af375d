import sharp, { type Sharp } from 'sharp';
import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import { isTurned, type RasterPage, uprightSize } from '../raster/raster-page.ts';
import { decodeOldJpeg } from './decode-old-jpeg.ts';
import { type DrawnPage, type DrawRequest, mostDrawnPixels } from './draw-request.ts';
import { encodePage } from './encode-page.ts';
import { drawnSize, regionBox, storedBox, uprightSteps } from './page-geometry.ts';

/** Beyond the limit that the header is held to, so that it is the header that decides. */
const limitInputPixels = 700_000_000;

function openStored(bytes: Uint8Array, request: DrawRequest, page: RasterPage): Sharp {
  if (page.oldJpeg) {
    const { data, width, height } = decodeOldJpeg(bytes, request.pageIndex);
    return sharp(data, { raw: { width, height, channels: 4 } });
  }
  const pages = request.kind === 'tiff' ? { page: request.pageIndex } : {};
  // Warnings are ordinary in what scanners write; what cannot be decoded is an error.
  return sharp(bytes, { ...pages, limitInputPixels, failOn: 'error', sequentialRead: true });
}

/**
 * A page of a TIFF, JPEG or PNG. It is cut and scaled as it is stored, and only the small picture is turned, so that a
 * page of any size is drawn row by row. Errors: `document-unreadable`, `document-too-large`.
 */
export async function drawRaster(bytes: Uint8Array, request: DrawRequest): Promise<DrawnPage> {
  const { page, rotation } = request;
  invariant(page !== null, 'a picture file has page facts');
  const upright = uprightSize(page);
  const region = regionBox(request.region, upright);
  const size = drawnSize(region, rotation, request.widthPx);
  if (size.width * size.height > mostDrawnPixels) throw new AppError('document-too-large');
  const target = isTurned(page.orientation) ? { width: size.height, height: size.width } : size;
  const cut = openStored(bytes, request, page)
    .extract(storedBox(region, upright, page.orientation))
    .resize({ ...target, fit: 'fill', fastShrinkOnLoad: false })
    .flatten({ background: '#ffffff' })
    .toColourspace(page.grey ? 'b-w' : 'srgb');
  const { data, info } = await cut.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const { mirror, turn } = uprightSteps(page.orientation);
  const small = sharp(data, { raw: { width, height, channels } });
  const mirrored = mirror ? await rawAgain(small.flop()) : small;
  return encodePage(mirrored.rotate((turn + rotation) % 360), page.grey);
}

/** sharp does its steps in an order of its own; a mirroring that must come first is a pass of its own. */
async function rawAgain(step: Sharp): Promise<Sharp> {
  const { data, info } = await step.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } });
}
