import type { Random } from '../random.ts';
import type { Ink, Plane } from './plane.ts';

const tileWidth = 1024;
const tileHeight = 256;
const tiles = new Map<string, Uint8Array>();

/**
 * Covers the page with paper as a scanner sees it: faint clouds and grain, different on every page because the tile
 * starts at another place. The grain stays below what JPEG at our quality keeps, or pages would double in size.
 */
export function layPaper(plane: Plane, tint: Ink, random: Random): void {
  const { channels, width, height, data } = plane;
  const tile = paperTile(tint, channels);
  const shiftX = random.int(0, tileWidth - 1);
  const shiftY = random.int(0, tileHeight - 1);
  for (let y = 0; y < height; y++) {
    // Alternate rows of tiles are shifted, so that no pattern repeats straight below itself.
    const band = Math.floor((y + shiftY) / tileHeight);
    const row = ((y + shiftY) % tileHeight) * tileWidth;
    let column = (shiftX + band * 389) % tileWidth;
    for (let x = 0; x < width; ) {
      const run = Math.min(tileWidth - column, width - x);
      data.set(tile.subarray((row + column) * channels, (row + column + run) * channels), (y * width + x) * channels);
      x += run;
      column = 0;
    }
  }
}

function paperTile(tint: Ink, channels: 1 | 3): Uint8Array {
  const key = `${channels} ${tint.red} ${tint.green} ${tint.blue}`;
  const known = tiles.get(key);
  if (known) return known;
  const tile = new Uint8Array(tileWidth * tileHeight * channels);
  const levels =
    channels === 1 ? [Math.round((tint.red + tint.green + tint.blue) / 3)] : [tint.red, tint.green, tint.blue];
  let grain = 1;
  for (let y = 0; y < tileHeight; y++) {
    for (let x = 0; x < tileWidth; x++) {
      grain = (Math.imul(grain, 1664525) + 1013904223) | 0;
      const u = (2 * Math.PI * x) / tileWidth;
      const v = (2 * Math.PI * y) / tileHeight;
      // Whole periods, so that the tile joins without a seam.
      const cloud = Math.sin(3 * u + 2 * Math.sin(v)) + Math.sin(2 * v - 5 * u) + Math.sin(7 * u + v);
      const change = cloud * 0.3 + ((grain >>> 24) - 128) / 50;
      for (let c = 0; c < channels; c++) {
        tile[(y * tileWidth + x) * channels + c] = Math.max(0, Math.min(255, (levels[c] as number) + change));
      }
    }
  }
  tiles.set(key, tile);
  return tile;
}
