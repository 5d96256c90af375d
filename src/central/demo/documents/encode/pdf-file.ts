import { createHash } from 'node:crypto';
import type { EncodedPage } from './encoded-page.ts';

/** A PDF 1.4 with one full-page image a page, the way scanners write them: no text, no fonts, no dates. */
export function pdfFile(pages: readonly EncodedPage[], title: string): Uint8Array {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let size = 0;
  const write = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    size += bytes.byteLength;
  };
  const object = (number: number, ...body: Array<string | Uint8Array>): void => {
    offsets[number] = size;
    write(`${number} 0 obj\n`);
    for (const part of body) write(part);
    write('\nendobj\n');
  };
  write('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n');
  const kids = pages.map((_, index) => `${4 + index * 3} 0 R`).join(' ');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  object(3, `<< /Title ${pdfText(title)} /Producer (Dossier demo scanner) >>`);
  pages.forEach((page, index) => {
    const number = 4 + index * 3;
    const width = ((page.width / page.dpi) * 72).toFixed(2);
    const height = ((page.height / page.dpi) * 72).toFixed(2);
    const content = `q ${width} 0 0 ${height} 0 0 cm /Scan Do Q`;
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${number + 1} 0 R `,
      `/Resources << /XObject << /Scan ${number + 2} 0 R >> >> >>`,
    );
    object(number + 1, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    object(number + 2, `${imageDictionary(page)}\nstream\n`, page.bytes, '\nendstream');
  });
  const table = size;
  const count = 4 + pages.length * 3;
  write(`xref\n0 ${count}\n0000000000 65535 f \n`);
  for (let number = 1; number < count; number++) write(`${String(offsets[number]).padStart(10, '0')} 00000 n \n`);
  const hash = createHash('sha256');
  for (const page of pages) hash.update(page.bytes);
  const id = hash.digest('hex').slice(0, 32);
  write(`trailer\n<< /Size ${count} /Root 1 0 R /Info 3 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function imageDictionary(page: EncodedPage): string {
  const filter = {
    g4: `/CCITTFaxDecode /DecodeParms << /K -1 /Columns ${page.width} /Rows ${page.height} >>`,
    jpeg: '/DCTDecode',
    deflate: '/FlateDecode',
  }[page.coding];
  const space = page.channels === 3 ? '/DeviceRGB' : '/DeviceGray';
  const bits = page.coding === 'g4' ? 1 : 8;
  return (
    `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace ${space} ` +
    `/BitsPerComponent ${bits} /Filter ${filter} /Length ${page.bytes.byteLength} >>`
  );
}

/** UTF-16 with a byte order mark, in hexadecimal: safe for any title. */
function pdfText(text: string): string {
  return `<FEFF${[...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`;
}
