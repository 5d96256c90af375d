import type { BilevelPage } from './bilevel.ts';
import type { RunCodes } from './g4-codes.ts';
import { blackCodes, whiteCodes } from './g4-codes.ts';

/**
 * Codes a page by ITU-T T.6 (Group 4), white coded as 0, first bit in the highest position: TIFF compression 4,
 * PDF `/CCITTFaxDecode` with `/K -1`. Written here because libvips needs twice the time and hides the strip in a TIFF.
 */
export function encodeG4(page: BilevelPage): Uint8Array {
  const { width, height, changes, rowStart } = page;
  const blankRow = new Uint16Array([width, width, width, width]);
  const out = createBitWriter();
  let reference: Uint16Array = blankRow;
  let referenceAt = 0;
  for (let y = 0; y < height; y++) {
    const start = rowStart[y] as number;
    encodeRow(out, { width, row: changes, start, reference, referenceAt });
    reference = changes;
    referenceAt = start;
  }
  out.write(1, 12);
  out.write(1, 12);
  return out.finish();
}

interface RowPair {
  width: number;
  row: Uint16Array;
  start: number;
  reference: Uint16Array;
  referenceAt: number;
}

// Vertical mode by a1 - b1 = -3..3 (T.6 table 1).
const verticalCode = [0b0000010, 0b000010, 0b010, 1, 0b011, 0b000011, 0b0000011];
const verticalLength = [7, 6, 3, 1, 3, 6, 7];

function encodeRow(out: BitWriter, { width, row, start, reference, referenceAt }: RowPair): void {
  let a0 = -1;
  let a = start;
  let b = referenceAt;
  let isBlack = false;
  while (a0 < width) {
    // b1: the first change on the reference row right of a0 and of the opposite colour; parity is colour.
    while ((reference[b] as number) <= a0 && (reference[b] as number) < width) b += 2;
    const a1 = row[a] as number;
    const b1 = reference[b] as number;
    const b2 = b1 === width ? width : (reference[b + 1] as number);
    if (b2 < a1) {
      out.write(1, 4);
      a0 = b2;
      continue;
    }
    const offset = a1 - b1;
    if (offset >= -3 && offset <= 3) {
      out.write(verticalCode[offset + 3] as number, verticalLength[offset + 3] as number);
      a0 = a1;
      a++;
      isBlack = !isBlack;
      // The other colour's changes lie between: step back one, then the loop above catches up.
      b += b > referenceAt ? -1 : 1;
    } else {
      const a2 = a1 === width ? width : (row[a + 1] as number);
      out.write(1, 3);
      writeRun(out, isBlack ? blackCodes : whiteCodes, a1 - Math.max(a0, 0));
      writeRun(out, isBlack ? whiteCodes : blackCodes, a2 - a1);
      a0 = a2;
      a += 2;
    }
  }
}

function writeRun(out: BitWriter, codes: RunCodes, length: number): void {
  let left = length;
  while (left >= 2560) {
    out.write(codes.makeUp[40] as number, codes.makeUpLength[40] as number);
    left -= 2560;
  }
  if (left >= 64) {
    const step = left >> 6;
    out.write(codes.makeUp[step] as number, codes.makeUpLength[step] as number);
    left &= 63;
  }
  out.write(codes.terminating[left] as number, codes.terminatingLength[left] as number);
}

interface BitWriter {
  /** At most 16 bits at a time. */
  write(code: number, length: number): void;
  finish(): Uint8Array;
}

let scratch = new Uint8Array(200_000);

function createBitWriter(): BitWriter {
  let bytes = scratch;
  let size = 0;
  let pending = 0;
  let pendingBits = 0;
  return {
    write(code, length) {
      pending = ((pending << length) | code) >>> 0;
      pendingBits += length;
      while (pendingBits >= 8) {
        pendingBits -= 8;
        bytes[size++] = pending >>> pendingBits;
      }
      pending &= (1 << pendingBits) - 1;
      if (size + 8 > bytes.length) {
        const larger = new Uint8Array(bytes.length * 2);
        larger.set(bytes);
        bytes = larger;
        scratch = larger;
      }
    },
    finish() {
      if (pendingBits > 0) bytes[size++] = pending << (8 - pendingBits);
      return bytes.slice(0, size);
    },
  };
}
