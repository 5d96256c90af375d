import { AppError } from '#shared/errors/app-error.ts';

/** Longest line taken: a case with its whole history. Beyond it somebody feeds us something else. */
const longestLine = 8 * 1024 * 1024;

/** Lines of a stream of UTF-8, those of a piece together; memory holds one piece and one line. An unfinished last line is dropped. */
export async function* eachLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string[], void, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const piece of pieces) {
    const lines = `${rest}${decoder.decode(piece, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new AppError('central-refused', { lineTooLong: true });
    if (lines.length > 0) yield lines;
  }
}
