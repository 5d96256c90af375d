import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachLines } from './each-line.ts';

async function linesOf(pieces: readonly Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield piece;
  }
  for await (const some of eachLines(stream())) lines.push(...some);
  return lines;
}

describe('lines of a stream', () => {
  it('are the same however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))),
        fc.array(fc.nat(20), { minLength: 1 }),
        async (lines, sizes) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const pieces: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = (sizes[turn % sizes.length] ?? 0) + 1;
            pieces.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(await linesOf(pieces)).toEqual(lines.map((line) => Buffer.from(line).toString()));
        },
      ),
    );
  });

  it('without an end are dropped: the stream was cut there', async () => {
    expect(await linesOf([Buffer.from('whole\nhal')])).toEqual(['whole']);
  });

  it('that never end are refused', async () => {
    const piece = Buffer.alloc(4 * 1024 * 1024, 'x');
    await expect(linesOf(Array.from({ length: 9 }, () => piece))).rejects.toMatchObject({ code: 'central-refused' });
  });
});
