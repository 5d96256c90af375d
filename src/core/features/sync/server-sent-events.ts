import { createParser } from 'eventsource-parser';
import { AppError } from '#shared/errors/app-error.ts';

/** Longest event taken: ours hold a few numbers. Beyond it somebody feeds us something else. */
const longestEvent = 64 * 1024;

/** The data of each server-sent event, null for a comment, as the bytes come. */
export async function* eachServerSentEvent(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<string | null, void, undefined> {
  const come: (string | null)[] = [];
  const parser = createParser({
    onEvent: ({ data }) => void come.push(data),
    onComment: () => void come.push(null),
  });
  const decoder = new TextDecoder();
  let sinceEvent = 0;
  for await (const piece of pieces) {
    parser.feed(decoder.decode(piece, { stream: true }));
    sinceEvent = come.length > 0 ? 0 : sinceEvent + piece.byteLength;
    if (sinceEvent > longestEvent) throw new AppError('central-refused', { eventTooLong: true });
    yield* come.splice(0);
  }
}
