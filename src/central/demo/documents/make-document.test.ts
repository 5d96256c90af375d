import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { DemoPerson, DocumentRequest, MadeDocument } from './document-request.ts';
import { demoDocumentKinds } from './document-request.ts';
import { makeDocument } from './make-document.ts';

const require = createRequire(import.meta.url);

const person: DemoPerson = {
  familyName: 'Haddad-Nguyễn',
  givenNames: 'Leïla Łucja',
  birthDate: '1990-11-05',
  birthPlace: 'Sidi Bel Abbès',
  sex: 'F',
  citizenship: 'DZA',
  passportNumber: '153884201',
  passportIssued: '2022-05-30',
  passportExpires: '2032-05-29',
  address: '12 rue Larbi Ben M’hidi, Oran 31000, Algérie',
};

function request(
  over: Omit<Partial<DocumentRequest>, 'look'> & { look?: Partial<DocumentRequest['look']> } = {},
): DocumentRequest {
  const { look, ...rest } = over;
  return {
    kind: 'application-form',
    language: 'en',
    person,
    facts: { date: '2026-03-02', applicationNumber: 'S304918227', uci: '11-4820-9937' },
    seed: 5,
    ...rest,
    look: { dpi: 200, mode: 'g4', container: 'tiff', wear: 0.2, ...look },
  };
}

/** Share of dark pixels of every page of a TIFF or JPEG. */
async function darkness(made: MadeDocument): Promise<number[]> {
  const pages: number[] = [];
  for (let page = 0; page < made.pages; page++) {
    const { data } = await sharp(made.bytes, made.mime === 'image/tiff' ? { page } : {})
      .flatten({ background: '#fff' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    let dark = 0;
    for (const value of data) if (value < 128) dark++;
    pages.push(dark / data.length);
  }
  return pages;
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('every kind of document', () => {
  it.each(demoDocumentKinds.flatMap((kind) => (['en', 'fr'] as const).map((language) => [kind, language] as const)))(
    '%s (%s) is made and no page is blank',
    async (kind, language) => {
      const made = await makeDocument(request({ kind, language, ...(kind === 'evidence-bundle' ? { pages: 6 } : {}) }));
      expect(made.mime).toBe('image/tiff');
      expect(made.title.en).not.toBe('');
      expect(made.title.fr).not.toBe('');
      expect((await sharp(made.bytes).metadata()).pages ?? 1).toBe(made.pages);
      for (const share of await darkness(made)) {
        expect(share).toBeGreaterThan(0.0015);
        expect(share).toBeLessThan(0.5);
      }
    },
  );

  it.each(['ar', 'zh', 'ru', 'hi'])(
    'a certificate has an original in another language (%s) and its translation',
    async (originalLanguage) => {
      const made = await makeDocument(
        request({ kind: 'birth-certificate', facts: { originalLanguage }, look: { mode: 'grey' } }),
      );
      expect(made.pages).toBe(2);
      for (const share of await darkness(made)) expect(share).toBeGreaterThan(0.002);
    },
  );
});

describe('the same request', () => {
  it.each([
    ['g4', 'tiff'],
    ['grey', 'pdf'],
    ['colour', 'pdf'],
  ] as const)('gives the same bytes (%s, %s), another seed gives others', async (mode, container) => {
    const wanted = request({ kind: 'invitation-letter', look: { mode, container, wear: 0.8 } });
    const first = hash((await makeDocument(wanted)).bytes);
    await makeDocument(request({ kind: 'passport', seed: 99, look: { mode: 'grey' } }));
    expect(hash((await makeDocument(wanted)).bytes)).toBe(first);
    expect(hash((await makeDocument({ ...wanted, seed: 6 })).bytes)).not.toBe(first);
  });

  it('draws every page of a long file differently', async () => {
    const made = await makeDocument(request({ kind: 'evidence-bundle', pages: 40 }));
    const pages = new Set<string>();
    for (let page = 0; page < 40; page++) pages.add(hash(await sharp(made.bytes, { page }).raw().toBuffer()));
    expect(pages.size).toBe(40);
  });
});

describe('containers', () => {
  it.each([
    ['g4', 200],
    ['g4', 300],
    ['grey', 200],
    ['colour', 200],
  ] as const)('a PDF of %s pages at %i dpi opens in pdf.js with its pages and their size', async (mode, dpi) => {
    const made = await makeDocument(
      request({ kind: 'letter-of-acceptance', pages: 2, look: { mode, dpi, container: 'pdf', wear: 0 } }),
    );
    expect(made.mime).toBe('application/pdf');
    const wasm = `${join(dirname(require.resolve('pdfjs-dist/package.json')), 'wasm')}/`;
    const pdf = await getDocument({ data: Uint8Array.from(made.bytes), wasmUrl: wasm, verbosity: 0 }).promise;
    expect(pdf.numPages).toBe(2);
    for (let number = 1; number <= 2; number++) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: 1 });
      expect(viewport.width).toBeCloseTo(612, -1);
      expect(viewport.height).toBeCloseTo(792, -1);
      const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
      await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let dark = 0;
      for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 160) dark++;
      expect(dark).toBeGreaterThan(500);
    }
    await pdf.loadingTask.destroy();
  });

  it('a JPEG says its resolution', async () => {
    const made = await makeDocument(request({ kind: 'photo', look: { mode: 'colour', container: 'jpeg', dpi: 300 } }));
    const { format, density, channels, width } = await sharp(made.bytes).metadata();
    expect({ format, density, channels }).toEqual({ format: 'jpeg', density: 300, channels: 3 });
    expect(width).toBeGreaterThanOrEqual(460);
  });

  it.each(['grey', 'colour'] as const)('a TIFF of %s pages says its resolution', async (mode) => {
    const made = await makeDocument(request({ kind: 'bank-statement', pages: 3, look: { mode } }));
    const { format, density, pages } = await sharp(made.bytes).metadata();
    expect({ format, density, pages }).toEqual({ format: 'tiff', density: 200, pages: 3 });
  });

  it('a JPEG gets one page where the kind would have several, and refuses what it cannot hold', async () => {
    const look = { mode: 'grey', container: 'jpeg' } as const;
    expect((await makeDocument(request({ kind: 'bank-statement', look }))).pages).toBe(1);
    await expect(makeDocument(request({ kind: 'bank-statement', pages: 2, look }))).rejects.toThrow(RangeError);
    await expect(makeDocument(request({ kind: 'photo', look: { mode: 'g4', container: 'jpeg' } }))).rejects.toThrow(
      RangeError,
    );
  });
});

describe('the 2D code of a form', () => {
  it('is read from the scan and holds what the form says', async () => {
    const wasmBinary = Uint8Array.from(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    const made = await makeDocument(request({ pages: 4, look: { wear: 0.1 } }));
    const { data, info } = await sharp(made.bytes, { page: 3 })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const codes = await readBarcodes(
      { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' },
      { formats: ['PDF417'] },
    );
    expect(codes.map(({ text }) => text.split('|').slice(0, 8))).toEqual([
      [
        'DOSSIER1',
        'DSR 1294',
        '03-2026',
        'S304918227',
        '11-4820-9937',
        person.familyName,
        person.givenNames,
        person.birthDate,
      ],
    ]);
  });
});

describe('page counts', () => {
  it.each([
    ['bank-statement', 9],
    ['employment-letter', 2],
    ['correspondence', 6],
    ['proof-of-funds', 5],
    ['statutory-declaration', 12],
    ['tax-assessment', 4],
    ['transcript', 5],
  ] as const)('%s keeps the %i pages asked for', async (kind, pages) => {
    expect((await makeDocument(request({ kind, pages }))).pages).toBe(pages);
  });
});
