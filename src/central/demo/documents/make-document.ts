import type { DocumentPlan } from './document-plan.ts';
import { authorContext, plainWhite } from './document-plan.ts';
import type { DocumentLook, DocumentRequest, MadeDocument } from './document-request.ts';
import type { EncodedPage } from './encode/encoded-page.ts';
import { encodeBilevel, encodeDeflate, encodeJpeg } from './encode/encoded-page.ts';
import { pdfFile } from './encode/pdf-file.ts';
import { tiffFile } from './encode/tiff-file.ts';
import { authors } from './kinds/authors.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import { layPaper } from './raster/paper.ts';
import type { Plane } from './raster/plane.ts';
import { createPlane } from './raster/plane.ts';
import { Sheet } from './raster/sheet.ts';
import { turnPlane } from './raster/turn.ts';
import type { WearProfile } from './raster/wear.ts';
import { applyWear, wearProfile } from './raster/wear.ts';

/**
 * Makes one scanned document. The same request gives the same bytes (on the same versions of Skia and libjpeg).
 * Throws a RangeError for a look that no scanner can make: a JPEG of several pages or of 1-bit samples.
 */
export async function makeDocument(request: DocumentRequest): Promise<MadeDocument> {
  const random = createRandom(`${request.seed} ${request.kind}`);
  const plan = await authors[request.kind](authorContext(request, random.fork('author')));
  const { look } = request;
  if (look.container === 'jpeg' && (look.mode === 'g4' || plan.pages.length > 1)) {
    throw new RangeError('a JPEG file holds one page of grey or colour');
  }
  const profile = wearProfile(look, plan.pages.length, random.fork('wear'));
  const pages: EncodedPage[] = [];
  for (const [index, draw] of plan.pages.entries()) {
    const pageRandom = random.fork(index);
    const sheet = startSheet(plan, look, pageRandom);
    draw(sheet);
    pages.push(await scanSheet(sheet, { plan, look, profile, random: pageRandom.fork('scan') }));
  }
  return { ...putTogether(pages, look, plan.title[request.language]), pages: pages.length, title: { ...plan.title } };
}

// One buffer per size and kind of sample: a page is scanned before the next one is drawn. The bound keeps a worker small.
const planes = new Map<string, Plane>();

function startSheet(plan: DocumentPlan, look: DocumentLook, random: Random): Sheet {
  const { widthMm, heightMm } = plan.paper;
  const channels = look.mode === 'colour' ? 3 : 1;
  const key = `${widthMm} ${heightMm} ${look.dpi} ${channels}`;
  let plane = planes.get(key);
  if (!plane) {
    if (planes.size >= 10) planes.clear();
    plane = createPlane((widthMm / 25.4) * look.dpi, (heightMm / 25.4) * look.dpi, channels);
    planes.set(key, plane);
  }
  if (look.mode === 'g4') plane.data.fill(255);
  else layPaper(plane, plan.tint ?? plainWhite, random);
  const care = plan.isHandledWithCare ? 0.3 : 1;
  const most = (0.004 + look.wear * 0.022) * care;
  return new Sheet({
    widthMm,
    heightMm,
    plane,
    look,
    random,
    skewRadians: random.range(-most, most),
    shiftMm: [random.range(-1.5, 1.5) * look.wear * care, random.range(-1.5, 1.5) * look.wear * care],
  });
}

interface Scan {
  plan: DocumentPlan;
  look: DocumentLook;
  profile: WearProfile;
  random: Random;
}

async function scanSheet(sheet: Sheet, { plan, look, profile, random }: Scan): Promise<EncodedPage> {
  if (!plan.isHandledWithCare) applyWear(sheet.plane, look, profile, random);
  const isFedWrong = !plan.isHandledWithCare && random.chance(look.wear * 0.04);
  const plane = isFedWrong ? turnPlane(sheet.plane, random.pick([1, 2, 2, 3] as const)) : sheet.plane;
  if (look.mode === 'g4') {
    const threshold = 150 + Math.round(random.range(-20, 14) - look.wear * 18);
    return encodeBilevel(plane, look.dpi, {
      threshold,
      noiseOffset: random.int(0, 65535),
      rowRepeat: profile.isFax ? 2 : 1,
    });
  }
  // Large sheets at 300 dpi take the lower quality, as scanners' size limits make operators do.
  const isLarge = plane.width * plane.height > 5_000_000;
  if (look.mode === 'grey' && look.container === 'tiff' && plan.pages.length === 1 && !isLarge && random.chance(0.3)) {
    return encodeDeflate(plane, look.dpi);
  }
  return encodeJpeg(plane, look.dpi, isLarge ? 28 : look.mode === 'grey' ? 32 : 36);
}

function putTogether(
  pages: readonly EncodedPage[],
  look: DocumentLook,
  title: string,
): Pick<MadeDocument, 'bytes' | 'mime'> {
  switch (look.container) {
    case 'pdf':
      return { bytes: pdfFile(pages, title), mime: 'application/pdf' };
    case 'tiff':
      return { bytes: tiffFile(pages), mime: 'image/tiff' };
    case 'jpeg':
      return { bytes: pages[0]?.bytes ?? new Uint8Array(), mime: 'image/jpeg' };
  }
}
