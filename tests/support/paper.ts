import { randomBytes } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';

/** A PDF that can be drawn, of so many pages and about so many bytes, no two alike. */
export async function paper(pages: number, sizeBytes: number): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1)
    pdf.addPage([612, 792]).drawText(`Page ${page} of ${pages}`, { x: 72, y: 700 });
  await pdf.attach(randomBytes(Math.max(1, sizeBytes - 3000)), 'weight.bin');
  return Buffer.from(await pdf.save());
}
