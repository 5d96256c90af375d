import { AppError } from '#shared/errors/app-error.ts';
import type { ByteSource } from './byte-source.ts';

/** Byte order and offset width of a TIFF: classic has offsets of 32 bits, BigTIFF of 64. */
interface TiffForm {
  readonly little: boolean;
  readonly big: boolean;
}

/** A value of a directory entry: the first one, where it has several. */
export type TiffTags = ReadonlyMap<number, number>;

const unreadable = (why: string): AppError => new AppError('document-unreadable', { why });

/** Bytes of one value, by TIFF field type. */
const typeBytes: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
  [6, 1],
  [7, 1],
  [8, 2],
  [9, 4],
  [10, 8],
  [11, 4],
  [12, 8],
  [13, 4],
  [16, 8],
  [17, 8],
  [18, 8],
]);

/** More pages than any paper file has. */
const mostPages = 10_000;
const mostEntries = 4096;

class TiffReader {
  readonly #source: ByteSource;
  readonly form: TiffForm;

  constructor(source: ByteSource, form: TiffForm) {
    this.#source = source;
    this.form = form;
  }

  bytes(start: number, length: number): Buffer {
    const bytes = this.#source.read(start, start + length);
    if (bytes.length < length) throw unreadable('cut-short');
    return bytes;
  }

  number(bytes: Buffer, at: number, width: number): number {
    const { little } = this.form;
    if (width === 1) return bytes.readUInt8(at);
    if (width === 2) return little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
    if (width === 4) return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    const value = little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw unreadable('offset');
    return Number(value);
  }

  /** A fraction as TIFF's RATIONAL, else the whole number. */
  value(bytes: Buffer, at: number, type: number, width: number): number {
    if (type !== 5) return this.number(bytes, at, width);
    const below = this.number(bytes, at + 4, 4);
    return below === 0 ? 0 : this.number(bytes, at, 4) / below;
  }
}

function readEntry(reader: TiffReader, entry: Buffer, wanted: ReadonlySet<number>): readonly [number, number] | null {
  const offsetBytes = reader.form.big ? 8 : 4;
  const tag = reader.number(entry, 0, 2);
  const type = reader.number(entry, 2, 2);
  const width = typeBytes.get(type);
  const count = reader.number(entry, 4, offsetBytes);
  if (!wanted.has(tag) || width === undefined || count === 0) return null;
  const at = 4 + offsetBytes;
  const isInline = width * count <= offsetBytes;
  if (isInline) return [tag, reader.value(entry, at, type, width)];
  return [tag, reader.value(reader.bytes(reader.number(entry, at, offsetBytes), width), 0, type, width)];
}

function readDirectory(reader: TiffReader, at: number, wanted: ReadonlySet<number>): { tags: TiffTags; next: number } {
  const { big } = reader.form;
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const offsetBytes = big ? 8 : 4;
  const count = reader.number(reader.bytes(at, countBytes), 0, countBytes);
  if (count === 0 || count > mostEntries) throw unreadable('directory');
  const body = reader.bytes(at + countBytes, count * entryBytes + offsetBytes);
  const tags = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const found = readEntry(reader, body.subarray(index * entryBytes, (index + 1) * entryBytes), wanted);
    if (found !== null) tags.set(...found);
  }
  return { tags, next: reader.number(body, count * entryBytes, offsetBytes) };
}

function readForm(source: ByteSource): { form: TiffForm; first: number } {
  const head = source.read(0, 16);
  if (head.length < 8) throw unreadable('cut-short');
  const little = head.readUInt8(0) === 0x49;
  const version = little ? head.readUInt16LE(2) : head.readUInt16BE(2);
  const big = version === 43;
  if (big && head.length < 16) throw unreadable('cut-short');
  const form = { little, big };
  const reader = new TiffReader(source, form);
  return { form, first: big ? reader.number(head, 8, 8) : reader.number(head, 4, 4) };
}

/**
 * The wanted tags of every directory of a TIFF. A chain that comes back to a directory, reaches beyond the file or has
 * more pages than a paper file can have is `document-unreadable`.
 */
export function readTiffDirectories(source: ByteSource, wanted: ReadonlySet<number>): readonly TiffTags[] {
  const { form, first } = readForm(source);
  const reader = new TiffReader(source, form);
  const seen = new Set<number>();
  const directories: TiffTags[] = [];
  for (let at = first; at !== 0; ) {
    if (seen.has(at)) throw unreadable('loop');
    if (seen.size >= mostPages) throw unreadable('pages');
    seen.add(at);
    const { tags, next } = readDirectory(reader, at, wanted);
    directories.push(tags);
    at = next;
  }
  if (directories.length === 0) throw unreadable('no-pages');
  return directories;
}
