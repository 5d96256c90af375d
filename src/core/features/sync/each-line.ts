import { AppError } from '#shared/errors/app-error.ts';

/** Longest line taken: a case with its whole history. Beyond it somebody feeds us something else. */
const longestLine = 8 * 1024 * 1024;
const newline = 0x0a;

/** Lines of a stream of UTF-8, one at a time; memory holds one piece and one line. An unfinished last line is dropped. */
export async function* eachLine(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      const part = bytes.subarray(from, end);
      yield rest.length === 0 ? part.toString('utf8') : Buffer.concat([...rest, part]).toString('utf8');
      rest = [];
      restBytes = 0;
      from = end + 1;
    }
    if (from < bytes.length) {
      rest.push(bytes.subarray(from));
      restBytes += bytes.length - from;
    }
    if (restBytes > longestLine) throw new AppError('central-refused', { lineTooLong: true });
  }
}
