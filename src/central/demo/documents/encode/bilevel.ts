import { createRandom } from '../random.ts';
import type { Plane } from '../raster/plane.ts';

/** A 1-bit page as the places where each row changes colour, which is what Group 4 coding works on. */
export interface BilevelPage {
  readonly width: number;
  readonly height: number;
  /** Row by row: x of each change, white to black first, then four times the width as an end mark. */
  readonly changes: Uint16Array;
  /** Where each row starts in `changes`. */
  readonly rowStart: Int32Array;
}

export interface ThresholdOptions {
  /** 0..255: a sample below it becomes black. */
  threshold: number;
  /** Which part of the noise pattern this page gets. */
  noiseOffset: number;
  /** 2 repeats every other row, as a fax in standard resolution does. */
  rowRepeat: 1 | 2;
}

// The sensor's noise roughens the edge of letters; solid white and solid black are out of its reach.
const noise = ((): Int8Array => {
  const random = createRandom('sensor noise');
  return Int8Array.from({ length: 65536 }, () => Math.round((random.next() + random.next() - 1) * 55));
})();

// Kept from page to page: a fresh one each time is what the garbage collector was busiest with.
let scratch = new Uint16Array(200_000);

/**
 * Turns a grey page (one channel, width a multiple of 4) into black and white. The result is good until the next call,
 * which uses its memory again.
 */
export function toBilevel(plane: Plane, options: ThresholdOptions): BilevelPage {
  const { width, height } = plane;
  const samples = plane.data;
  // Signed, so that four white samples are the small integer -1.
  const words = new Int32Array(samples.buffer, samples.byteOffset, samples.byteLength >> 2);
  const rowStart = new Int32Array(height + 1);
  let changes = scratch;
  let count = 0;
  for (let y = 0; y < height; y++) {
    rowStart[y] = count;
    if (count + width + 4 > changes.length) {
      const larger = new Uint16Array(changes.length * 2 + width);
      larger.set(changes);
      changes = larger;
      scratch = larger;
    }
    if (options.rowRepeat === 2 && (y & 1) === 1) {
      const from = rowStart[y - 1] as number;
      changes.copyWithin(count, from, count);
      count += count - from;
    } else {
      count = readRow({ samples, words, width, y }, options, changes, count);
    }
  }
  rowStart[height] = count;
  return { width, height, changes: changes.subarray(0, count), rowStart };
}

interface Row {
  samples: Uint8Array;
  words: Int32Array;
  width: number;
  y: number;
}

function readRow(row: Row, options: ThresholdOptions, changes: Uint16Array, start: number): number {
  const { samples, words, width } = row;
  const { threshold, noiseOffset } = options;
  const base = row.y * width;
  let count = start;
  let isBlack = false;
  for (let x = 0; x < width; x += 4) {
    const word = words[(base + x) >> 2] as number;
    if (word === (isBlack ? 0 : -1)) continue;
    for (let i = 0; i < 4; i++) {
      const at = base + x + i;
      const dark = (samples[at] as number) < threshold + (noise[(at + noiseOffset) & 0xffff] as number);
      if (dark !== isBlack) {
        changes[count++] = x + i;
        isBlack = dark;
      }
    }
  }
  changes.fill(width, count, count + 4);
  return count + 4;
}
