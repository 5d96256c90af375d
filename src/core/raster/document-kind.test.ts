import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { kindOf, rasterPages } from './document-kind.ts';
import { uprightSize } from './raster-page.ts';

const failure = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

function sourceOf(bytes: Buffer): ByteSource {
  return { sizeBytes: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#eeeeee' } });

/** A TIFF of directories without picture data; `next` of the last one is given. */
function bareTiff(sizes: readonly (readonly [number, number])[], lastNext: number, little = true): Buffer {
  const directoryBytes = 2 + 2 * 12 + 4;
  const bytes = Buffer.alloc(8 + sizes.length * directoryBytes);
  const put16 = (value: number, at: number): unknown =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const put32 = (value: number, at: number): unknown =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(little ? 'II' : 'MM', 0, 'latin1');
  put16(42, 2);
  put32(8, 4);
  sizes.forEach(([width, height], index) => {
    const at = 8 + index * directoryBytes;
    put16(2, at);
    for (const [entry, tag, value] of [
      [0, 256, width],
      [1, 257, height],
    ] as const) {
      put16(tag, at + 2 + entry * 12);
      put16(4, at + 4 + entry * 12);
      put32(1, at + 6 + entry * 12);
      put32(value, at + 10 + entry * 12);
    }
    put32(index === sizes.length - 1 ? lastNext : at + directoryBytes, at + 26);
  });
  return bytes;
}

describe('what a document is', () => {
  it.each(['tiff', 'jpeg', 'png'] as const)(
    'is told by its first bytes: %s, with size and resolution',
    async (kind) => {
      const bytes = await blank(300, 200).withMetadata({ density: 300 }).toFormat(kind).toBuffer();
      expect(kindOf(sourceOf(bytes))).toBe(kind);
      const [page] = rasterPages(kind, sourceOf(bytes));
      expect(page).toMatchObject({ storedWidth: 300, storedHeight: 200, orientation: 1, dpi: 300 });
    },
  );

  it.each([3, 6, 8])('has EXIF orientation %i of a JPEG taken into account', async (orientation) => {
    const bytes = await blank(300, 200).withMetadata({ orientation }).jpeg().toBuffer();
    const [page] = rasterPages('jpeg', sourceOf(bytes));
    expect(page?.orientation).toBe(orientation);
    if (page === undefined) return;
    expect(uprightSize(page)).toEqual(orientation >= 5 ? { width: 200, height: 300 } : { width: 300, height: 200 });
  });

  it('is a PDF also behind some junk, and nothing where none of the marks is there', () => {
    expect(kindOf(sourceOf(Buffer.from('\n\njunk %PDF-1.4 ...')))).toBe('pdf');
    expect(kindOf(sourceOf(Buffer.from('PK\u0003\u0004 a zip')))).toBeNull();
    expect(kindOf(sourceOf(Buffer.alloc(0)))).toBeNull();
  });
});

describe('a TIFF', () => {
  it.each([true, false])('gives all its pages in either byte order (little-endian: %s)', (little) => {
    const sizes = [
      [10, 20],
      [30, 40],
      [50, 60],
    ] as const;
    const pages = rasterPages('tiff', sourceOf(bareTiff(sizes, 0, little)));
    expect(pages.map((page) => [page.storedWidth, page.storedHeight])).toEqual(sizes);
  });

  it('whose pages come back to the first one is unreadable, not endless', () => {
    expect(() =>
      rasterPages(
        'tiff',
        sourceOf(
          bareTiff(
            [
              [1, 1],
              [2, 2],
            ],
            8,
          ),
        ),
      ),
    ).toThrow(failure('document-unreadable', { why: 'loop' }));
  });

  it('that is cut short anywhere is unreadable', () => {
    const whole = bareTiff(
      [
        [10, 20],
        [30, 40],
      ],
      0,
    );
    for (let length = 4; length < whole.length; length += 1) {
      expect(() => rasterPages('tiff', sourceOf(whole.subarray(0, length)))).toThrow(failure('document-unreadable'));
    }
  });

  it('that claims a page as large as a football field is too large', () => {
    expect(() => rasterPages('tiff', sourceOf(bareTiff([[100_000, 100_000]], 0)))).toThrow(
      failure('document-too-large'),
    );
  });
});
