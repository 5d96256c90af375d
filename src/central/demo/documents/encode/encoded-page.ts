import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import sharp from 'sharp';
import type { Plane } from '../raster/plane.ts';
import type { ThresholdOptions } from './bilevel.ts';
import { toBilevel } from './bilevel.ts';
import { encodeG4 } from './g4.ts';

/** One page as a compressed image, ready for any of the containers. */
export interface EncodedPage {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  readonly channels: 1 | 3;
  readonly coding: 'g4' | 'jpeg' | 'deflate';
  readonly bytes: Uint8Array;
}

const deflateAsync = promisify(deflate);

// One thread per image: the pool of workers is what fills the cores.
sharp.concurrency(1);
sharp.cache(false);

export function encodeBilevel(plane: Plane, dpi: number, options: ThresholdOptions): EncodedPage {
  const page = toBilevel(plane, options);
  return { width: page.width, height: page.height, dpi, channels: 1, coding: 'g4', bytes: encodeG4(page) };
}

/** Quality as office scanners are set: text stays legible, grain does not cost space. */
export async function encodeJpeg(plane: Plane, dpi: number, quality: number): Promise<EncodedPage> {
  const { width, height, channels, data } = plane;
  const image = sharp(data, { raw: { width, height, channels } }).toColourspace(channels === 1 ? 'b-w' : 'srgb');
  // Optimised Huffman tables would save 5 % of the bytes for 10 ms a page.
  const bytes = await image.jpeg({ quality, optimiseCoding: false }).toBuffer();
  return { width, height, dpi, channels, coding: 'jpeg', bytes: withDensity(bytes, dpi) };
}

/** Lossless grey in 16 levels, as some office copiers send it. */
export async function encodeDeflate(plane: Plane, dpi: number): Promise<EncodedPage> {
  const { width, height, channels } = plane;
  const levels = plane.data.map((value) => (value > 216 ? 255 : value & 0xf0));
  return { width, height, dpi, channels, coding: 'deflate', bytes: await deflateAsync(levels, { level: 3 }) };
}

/** The encoder leaves out the JFIF header; without one no reader knows the resolution. */
function withDensity(jpeg: Uint8Array, dpi: number): Uint8Array {
  const high = dpi >> 8;
  const low = dpi & 255;
  // SOI, then APP0: length 16, "JFIF\0", version 1.1, unit inch, density x and y, no thumbnail.
  const header = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 1, high, low, high, low, 0, 0];
  return Buffer.concat([Uint8Array.from(header), jpeg.subarray(2)]);
}
