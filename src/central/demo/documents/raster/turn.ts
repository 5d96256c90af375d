import { createPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/** The page as the scanner got it when it was fed wrong: quarter turns clockwise. */
export function turnPlane(plane: Plane, quarters: 1 | 2 | 3): Plane {
  const { channels, width, height, data } = plane;
  const turned = quarters === 2 ? createPlane(width, height, channels) : createPlane(height, width, channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [tx, ty] = quarters === 1 ? [height - 1 - y, x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      const from = (y * width + x) * channels;
      const to = (ty * turned.width + tx) * channels;
      for (let c = 0; c < channels; c++) turned.data[to + c] = data[from + c] as number;
    }
  }
  return turned;
}
