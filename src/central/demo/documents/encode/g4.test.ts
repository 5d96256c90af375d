import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import type { Plane } from '../raster/plane.ts';
import { createPlane } from '../raster/plane.ts';
import { encodeBilevel } from './encoded-page.ts';
import { tiffFile } from './tiff-file.ts';

const exact = { threshold: 128, noiseOffset: 0, rowRepeat: 1 } as const;

function drawn(width: number, height: number, isDark: (x: number, y: number) => boolean): Plane {
  const plane = createPlane(width, height, 1);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (isDark(x, y)) plane.data[y * plane.width + x] = 0;
  return plane;
}

/** What libtiff reads back: 0 black, 255 white. */
async function decoded(plane: Plane, options: Parameters<typeof encodeBilevel>[2] = exact): Promise<Uint8Array> {
  const { data, info } = await sharp(tiffFile([encodeBilevel(plane, 200, options)]))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([plane.width, plane.height, 1]);
  return data;
}

describe('Group 4 coding', () => {
  const random = createRandom('g4');
  const noise = Array.from({ length: 512 * 64 }, () => random.chance(0.5));
  const sparse = Array.from({ length: 512 * 64 }, () => random.chance(0.03));
  it.each<[string, Plane]>([
    ['white', drawn(640, 20, () => false)],
    ['black', drawn(640, 20, () => true)],
    ['first and last column', drawn(640, 20, (x) => x === 0 || x === 639)],
    ['runs beyond 2560', drawn(6000, 12, (x, y) => x >= 100 + y && x < 5900 - y * 3)],
    ['every other row', drawn(3000, 16, (_, y) => y % 2 === 0)],
    ['slanted edges', drawn(800, 60, (x, y) => (x + y * 3) % 97 < 31)],
    ['steep edges', drawn(800, 60, (x, y) => (x + y * 11) % 190 < 60)],
    ['noise', drawn(512, 64, (x, y) => noise[y * 512 + x] === true)],
    ['sparse dots', drawn(512, 64, (x, y) => sparse[y * 512 + x] === true)],
    ['one row', drawn(96, 1, (x) => x % 5 === 0)],
  ])('comes back from libtiff as it went in: %s', async (_, plane) => {
    expect(Buffer.from(await decoded(plane)).equals(plane.data)).toBe(true);
  });

  it('repeats every other row for a fax', async () => {
    const plane = drawn(400, 40, (x, y) => (x + y * 7) % 50 < 20);
    const rows = await decoded(plane, { ...exact, rowRepeat: 2 });
    for (let y = 0; y < 40; y++) {
      const from = y - (y % 2);
      expect(
        Buffer.from(rows.subarray(y * 400, y * 400 + 400)).equals(plane.data.subarray(from * 400, from * 400 + 400)),
      ).toBe(true);
    }
  });

  it('leaves pure black and white alone whatever the noise', async () => {
    const plane = drawn(512, 64, (x, y) => noise[y * 512 + x] === true);
    expect(
      Buffer.from(await decoded(plane, { threshold: 150, noiseOffset: 12345, rowRepeat: 1 })).equals(plane.data),
    ).toBe(true);
  });
});
