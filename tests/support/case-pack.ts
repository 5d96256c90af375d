import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describePack } from './pack-description.ts';

export interface PackContent {
  readonly files: Record<string, Uint8Array>;
  readonly json: Record<string, unknown>;
}

export async function pdfOf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1)
    pdf.addPage([200, 280]).drawText(`Page ${page + 1}`, { x: 20, y: 140, size: 12 });
  return pdf.save();
}

export async function pictureOf(kind: 'tiff' | 'jpeg' | 'png'): Promise<Uint8Array> {
  const picture = sharp({ create: { width: 40, height: 60, channels: 3, background: { r: 200, g: 190, b: 170 } } });
  return picture.toFormat(kind).toBuffer();
}

/** A pack with a document of each kind; `number` makes it another application. */
export async function makePack(number = 'V400500600'): Promise<PackContent> {
  const files = {
    'passport.pdf': await pdfOf(2),
    'scans/bank.tiff': await pictureOf('tiff'),
    'scans/photo.jpg': await pictureOf('jpeg'),
    'scans/letter.png': await pictureOf('png'),
  };
  const json = describePack(number, [
    { file: 'passport.pdf', type: 'passport', applicant: 0 },
    { file: 'scans/bank.tiff', type: 'bank-statement', title: { en: 'Bank statement', fr: 'Relevé bancaire' } },
    { file: 'scans/photo.jpg', type: 'photo', applicant: 0 },
    { file: 'scans/letter.png', type: 'invitation-letter' },
  ]);
  return { files, json };
}

/** Lays a pack out as a folder. */
export async function writePack(folder: string, { files, json }: PackContent): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(join(folder, 'case.json'), JSON.stringify(json, null, 2));
  return folder;
}
