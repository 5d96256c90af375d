import type { SKRSContext2D } from '@napi-rs/canvas';
import { createCanvas } from '@napi-rs/canvas';
import type { Coverage, Plane } from './plane.ts';

/** A small drawing in colour (portrait, emblem, security background), straight (not premultiplied) RGBA. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Draws with Skia on a canvas of the given pixel size; meant for small areas only (about 1 ms + 10 ns a pixel). */
export function paintPicture(width: number, height: number, draw: (context: SKRSContext2D) => void): Picture {
  const canvas = createCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const context = canvas.getContext('2d');
  draw(context);
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data: image.data };
}

/** The opacity of a drawing, to be printed in any ink. */
export function paintCoverage(width: number, height: number, draw: (context: SKRSContext2D) => void): Coverage {
  const picture = paintPicture(width, height, draw);
  const data = new Uint8Array(picture.width * picture.height);
  for (let i = 0; i < data.length; i++) data[i] = picture.data[i * 4 + 3] as number;
  return { width: picture.width, height: picture.height, data };
}

/** Copies a picture onto the page. */
export function pastePicture(plane: Plane, picture: Picture, left: number, top: number): void {
  const { data, channels, width } = plane;
  const source = picture.data;
  for (let row = Math.max(0, -top); row < picture.height && row + top < plane.height; row++) {
    for (let column = Math.max(0, -left); column < picture.width && column + left < width; column++) {
      const from = (row * picture.width + column) * 4;
      const alpha = source[from + 3] as number;
      if (alpha === 0) continue;
      const to = ((row + top) * width + column + left) * channels;
      const r = source[from] as number;
      const g = source[from + 1] as number;
      const b = source[from + 2] as number;
      const keep = 255 - alpha;
      if (channels === 1) {
        const grey = (r * 77 + g * 150 + b * 29) >> 8;
        data[to] = keep === 0 ? grey : ((data[to] as number) * keep + grey * alpha) / 255;
      } else if (keep === 0) {
        data[to] = r;
        data[to + 1] = g;
        data[to + 2] = b;
      } else {
        data[to] = ((data[to] as number) * keep + r * alpha) / 255;
        data[to + 1] = ((data[to + 1] as number) * keep + g * alpha) / 255;
        data[to + 2] = ((data[to + 2] as number) * keep + b * alpha) / 255;
      }
    }
  }
}

/**
 * The same for a page that will be 1-bit: Floyd-Steinberg error diffusion on cells of `cell` pixels,
 * as copiers do; a plain threshold would leave a black blot where the face was.
 */
export function pasteHalftone(plane: Plane, picture: Picture, left: number, top: number, cell: number): void {
  const columns = Math.floor(picture.width / cell);
  const rows = Math.floor(picture.height / cell);
  const error = new Float32Array((columns + 2) * (rows + 1));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = ((row * cell + (cell >> 1)) * picture.width + column * cell + (cell >> 1)) * 4;
      const alpha = (picture.data[from + 3] as number) / 255;
      const grey =
        ((picture.data[from] as number) * 77 +
          (picture.data[from + 1] as number) * 150 +
          (picture.data[from + 2] as number) * 29) >>
        8;
      // Lifted towards white: copies are made lighter than the original.
      const lifted = 255 - (255 - grey) * alpha * 0.9;
      const at = row * (columns + 2) + column + 1;
      const wanted = lifted + (error[at] as number);
      const dark = wanted < 128;
      const rest = wanted - (dark ? 0 : 255);
      error[at + 1] = (error[at + 1] as number) + (rest * 7) / 16;
      const below = at + columns + 2;
      error[below - 1] = (error[below - 1] as number) + (rest * 3) / 16;
      error[below] = (error[below] as number) + (rest * 5) / 16;
      error[below + 1] = (error[below + 1] as number) + rest / 16;
      if (dark) fillCell(plane, left + column * cell, top + row * cell, cell);
    }
  }
}

function fillCell(plane: Plane, left: number, top: number, cell: number): void {
  for (let y = Math.max(0, top); y < Math.min(plane.height, top + cell); y++) {
    const x0 = Math.max(0, left);
    const x1 = Math.min(plane.width, left + cell);
    if (x0 < x1) plane.data.fill(0, (y * plane.width + x0) * plane.channels, (y * plane.width + x1) * plane.channels);
  }
}
