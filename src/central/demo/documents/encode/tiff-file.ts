import type { EncodedPage } from './encoded-page.ts';

const compression = { g4: 4, jpeg: 7, deflate: 8 } as const;

type Entry = readonly [tag: number, type: 3 | 4 | 5, values: readonly number[]];

/** A multi-page little-endian TIFF 6.0; one strip a page, entries in rising order of tag as the standard asks. */
export function tiffFile(pages: readonly EncodedPage[]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0)];
  let offset = 8;
  let linkAt = 4;
  const links: Array<[at: number, value: number]> = [];
  const append = (part: Uint8Array): number => {
    const at = offset;
    parts.push(part);
    offset += part.byteLength;
    return at;
  };
  pages.forEach((page, index) => {
    const strip = appendStrip(page, append);
    const entries = entriesFor(page, strip, index, pages.length);
    const directoryAt = offset;
    append(directory(entries, directoryAt));
    links.push([linkAt, directoryAt]);
    linkAt = directoryAt + 2 + entries.length * 12;
  });
  const file = Buffer.concat(parts);
  for (const [at, value] of links) file.writeUInt32LE(value, at);
  return file;
}

// Directories must start on an even byte, so every strip is made even.
function appendStrip(page: EncodedPage, append: (part: Uint8Array) => number): number {
  if ((page.bytes.byteLength & 1) === 0) return append(page.bytes);
  const padded = new Uint8Array(page.bytes.byteLength + 1);
  padded.set(page.bytes);
  return append(padded);
}

function entriesFor(page: EncodedPage, strip: number, index: number, total: number): Entry[] {
  const bits = page.coding === 'g4' ? [1] : page.channels === 3 ? [8, 8, 8] : [8];
  // 0 white is zero (G4), 1 black is zero, 2 RGB, 6 YCbCr (what JPEG holds).
  const photometric = page.coding === 'g4' ? 0 : page.channels === 1 ? 1 : page.coding === 'jpeg' ? 6 : 2;
  const entries: Entry[] = [
    [254, 4, [2]],
    [256, 4, [page.width]],
    [257, 4, [page.height]],
    [258, 3, bits],
    [259, 3, [compression[page.coding]]],
    [262, 3, [photometric]],
    [273, 4, [strip]],
    [274, 3, [1]],
    [277, 3, [page.channels]],
    [278, 4, [page.height]],
    [279, 4, [page.bytes.byteLength]],
    [282, 5, [page.dpi, 1]],
    [283, 5, [page.dpi, 1]],
    [296, 3, [2]],
    [297, 3, [index, total]],
  ];
  if (photometric === 6) entries.push([530, 3, [2, 2]]);
  return entries;
}

function directory(entries: readonly Entry[], at: number): Uint8Array {
  const extraAt = at + 2 + entries.length * 12 + 4;
  const extra: number[] = [];
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, values], index) => {
    const entry = 2 + index * 12;
    const size = type === 3 ? 2 : 4;
    bytes.writeUInt16LE(tag, entry);
    bytes.writeUInt16LE(type, entry + 2);
    bytes.writeUInt32LE(type === 5 ? 1 : values.length, entry + 4);
    const packed = Buffer.alloc(values.length * size);
    values.forEach((value, i) =>
      size === 2 ? packed.writeUInt16LE(value, i * 2) : packed.writeUInt32LE(value, i * 4),
    );
    if (packed.length <= 4) packed.copy(bytes, entry + 8);
    else {
      bytes.writeUInt32LE(extraAt + extra.length, entry + 8);
      extra.push(...packed);
    }
  });
  return Buffer.concat([bytes, Uint8Array.from(extra)]);
}
