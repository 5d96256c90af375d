import sharp from 'sharp';
import { AppError } from '#shared/errors/app-error.ts';
import { type DrawnPage, type DrawRequest, mostDrawnPixels } from './draw-request.ts';
import { encodePage } from './encode-page.ts';
import { regionBox, type Size } from './page-geometry.ts';
import type { PdfDocument, PdfLibrary } from './pdf-library.ts';

/** RGBA with white below it. */
const bgra = 4;
const bytesPerPixel = 4;
const white = 0xff_ff_ff_ff;
const withAnnotations = 0x01;
const rgbaOrder = 0x10;

/** The whole page's size in pixels for a region to be `widthPx` wide after turning. */
function fullSize(request: DrawRequest, points: Size): Size {
  const { region, rotation, widthPx } = request;
  const across = rotation % 180 === 0 ? region.width * points.width : region.height * points.height;
  const scale = widthPx / across;
  return {
    width: Math.max(1, Math.round(points.width * scale)),
    height: Math.max(1, Math.round(points.height * scale)),
  };
}

/** A page of a PDF, annotations with it. Errors: `document-unreadable`, `document-too-large`. */
export async function drawPdf(library: PdfLibrary, document: PdfDocument, request: DrawRequest): Promise<DrawnPage> {
  const { pdfium } = library;
  const picture = document.withPage(request.pageIndex, (page) => {
    const points = { width: pdfium.FPDF_GetPageWidthF(page), height: pdfium.FPDF_GetPageHeightF(page) };
    if (!(points.width > 0 && points.height > 0)) throw new AppError('document-unreadable', { why: 'size' });
    const full = fullSize(request, points);
    const box = regionBox(request.region, full);
    if (box.width * box.height > mostDrawnPixels) throw new AppError('document-too-large');
    const stride = box.width * bytesPerPixel;
    const at = library.allocate(stride * box.height);
    try {
      const bitmap = pdfium.FPDFBitmap_CreateEx(box.width, box.height, bgra, at, stride);
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, box.width, box.height, white);
      const flags = withAnnotations | rgbaOrder;
      pdfium.FPDF_RenderPageBitmap(bitmap, page, -box.left, -box.top, full.width, full.height, 0, flags);
      pdfium.FPDFBitmap_Destroy(bitmap);
      return { data: Buffer.from(library.memory.slice(at, at + stride * box.height)), ...box };
    } finally {
      library.free(at);
    }
  });
  const { data, width, height } = picture;
  const upright = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const page = await encodePage(upright.rotate(request.rotation), false);
  return { ...page, documentPages: document.pageCount };
}
