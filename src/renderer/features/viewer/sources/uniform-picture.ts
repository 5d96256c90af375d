/** Rows looked at together: most pages have ink in the first of them. */
const bandRows = 64;
/** Difference of the three channels together that still counts as the same colour. */
const sameWithin = 6;

/** Whether a picture is one colour all over: an engine that failed in silence gives such a page. */
export function isUniform(picture: ImageBitmap): boolean {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, Math.min(bandRows, height));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) return false;
  let first: Uint8ClampedArray | null = null;
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top);
    context.drawImage(picture, 0, top, width, rows, 0, 0, width, rows);
    const { data } = context.getImageData(0, 0, width, rows);
    first ??= data.slice(0, 3);
    if (!isAll(data, first)) return false;
  }
  return true;
}

function isAll(data: Uint8ClampedArray, [red = 0, green = 0, blue = 0]: Uint8ClampedArray): boolean {
  for (let at = 0; at < data.length; at += 4) {
    const far =
      Math.abs((data[at] ?? 0) - red) + Math.abs((data[at + 1] ?? 0) - green) + Math.abs((data[at + 2] ?? 0) - blue);
    if (far > sameWithin) return false;
  }
  return true;
}
