/** Fine enough that one small word on a page is seen, and read within a millisecond or two. */
const side = 320;

/** Whether a picture is one colour all over, looked at from afar: an engine that failed in silence gives such a page. */
export function isUniform(picture: ImageBitmap): boolean {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const [red = 0, green = 0, blue = 0] = data;
  for (let at = 0; at < data.length; at += 4) {
    const far =
      Math.abs((data[at] ?? 0) - red) + Math.abs((data[at + 1] ?? 0) - green) + Math.abs((data[at + 2] ?? 0) - blue);
    if (far > 6) return false;
  }
  return true;
}
