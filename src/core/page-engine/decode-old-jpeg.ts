import UTIF from 'utif2';
import { AppError } from '#shared/errors/app-error.ts';

export interface DecodedPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A page of a TIFF with old-style JPEG, as RGBA; libtiff is built without it. Error: `document-unreadable`. */
export function decodeOldJpeg(bytes: Uint8Array, pageIndex: number): DecodedPicture {
  // The decoder takes whole buffers only.
  const whole = Uint8Array.from(bytes).buffer;
  const directory = UTIF.decode(whole)[pageIndex];
  if (directory === undefined) throw new AppError('document-unreadable', { why: 'no-page' });
  UTIF.decodeImage(whole, directory);
  const { width, height } = directory;
  const rgba = UTIF.toRGBA8(directory);
  if (rgba.length !== width * height * 4) throw new AppError('document-unreadable', { why: 'old-jpeg' });
  return { data: Buffer.from(rgba.buffer, rgba.byteOffset, rgba.length), width, height };
}
