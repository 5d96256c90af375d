import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import type { DocumentRequest } from '#central/demo/documents/document-request.ts';
import { makeDocument } from '#central/demo/documents/make-document.ts';
import type { PackedFile } from './pack-case.ts';

/** Whose papers are made up. */
export const person: DocumentRequest['person'] = {
  familyName: 'Traoré',
  givenNames: 'Aminata',
  birthDate: '1988-02-29',
  birthPlace: 'Bamako',
  sex: 'F',
  citizenship: 'MLI',
  passportNumber: 'AB0182736',
  passportIssued: '2022-02-01',
  passportExpires: '2032-01-31',
  address: 'Rue 14, Bamako',
};

/** A scanned bundle with a running number on every page. */
export async function scannedBundle(pages: number, container: 'pdf' | 'tiff'): Promise<Uint8Array> {
  const { bytes } = await makeDocument({
    kind: 'evidence-bundle',
    language: 'en',
    person,
    facts: { date: '2026-03-02', applicationNumber: 'V400500700' },
    pages,
    look: { dpi: 200, mode: 'g4', container, wear: 0.3 },
    seed: pages,
  });
  return bytes;
}

/** A letter with text that can be selected, its second page lying on its side. */
async function letter(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const first = pdf.addPage([612, 792]);
  first.drawText('Employment confirmed since 2019', { x: 72, y: 700, size: 18, font });
  first.drawRectangle({ x: 72, y: 500, width: 200, height: 80, color: rgb(0.1, 0.2, 0.6) });
  pdf.addPage([792, 612]).drawText('Annex', { x: 72, y: 500, size: 24, font });
  return pdf.save();
}

/** Says that it is encrypted, with a password that nobody knows. */
function lockedPdf(): Uint8Array {
  const secret = 'ab'.repeat(32);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << >> >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -4 >>`,
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 5\n0000000000 65535 f \n${lines}trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R `;
  text += `/ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>] >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 420, height: 540, channels: 3, background: { r: 90, g: 120, b: 170 } } })
    .composite([{ input: { create: { width: 160, height: 200, channels: 3, background: '#e0c0a0' } } }])
    .jpeg()
    .toBuffer();

/** One document of each kind that the viewer has to do with. */
export async function viewerPapers(): Promise<readonly PackedFile[]> {
  return [
    { name: 'letter.pdf', bytes: await letter() },
    { name: 'scan.tiff', bytes: await scannedBundle(3, 'tiff') },
    { name: 'photo.jpg', bytes: await photo() },
    { name: 'locked.pdf', bytes: lockedPdf() },
    { name: 'record.pdf', bytes: await scannedBundle(600, 'pdf') },
  ];
}
