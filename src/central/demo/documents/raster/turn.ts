import type { Plane } from './plane.ts';
import { createPlane } from './plane.ts';

/** The page as the scanner got it when it was fed wrong: quarter turns clockwise. */
export function turnPlane(plane: Plane, quarters: 1 | 2 | 3): Plane {
  const { channels, width, height, data } = plane;
  const turned = quarters === 2 ? createPlane(width, height, channels) : createPlane(height, width, channels);
  // Where the first pixel goes, and how far apart the targets of neighbours in a row and in a column lie.
  const stride = turned.width;
  const [start, perColumn, perRow] = {
    1: [height - 1, stride, -1],
    2: [(height - 1) * stride + width - 1, -1, -stride],
    3: [(width - 1) * stride, -stride, 1],
  }[quarters] as [number, number, number];
  let from = 0;
  for (let y = 0; y < height; y++) {
    let to = start + y * perRow;
    for (let x = 0; x < width; x++, to += perColumn) {
      for (let c = 0; c < channels; c++) turned.data[to * channels + c] = data[from++] as number;
    }
  }
  return turned;
}
