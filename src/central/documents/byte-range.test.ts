import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestedBytes } from './byte-range.ts';

const etag = '"abc"';
const ask = (range: string | undefined, sizeBytes = 1000, ifRange?: string) =>
  requestedBytes(range, ifRange, etag, sizeBytes);

describe('the bytes that a Range header asks for', () => {
  it('are the whole without one, and where it is of another unit, several or nonsense', () => {
    for (const range of [undefined, 'items=0-1', 'bytes=0-1,3-4', 'bytes=-', 'bytes=a-b', 'bytes=5-4', 'bytes', '']) {
      expect(ask(range)).toEqual({ kind: 'whole' });
    }
  });

  it('are counted from the end with a suffix, which may be longer than the content', () => {
    expect(ask('bytes=-10')).toEqual({ kind: 'part', start: 990, endExclusive: 1000 });
    expect(ask('bytes=-5000')).toEqual({ kind: 'part', start: 0, endExclusive: 1000 });
  });

  it('are none when they begin behind the end, or the content is empty', () => {
    expect(ask('bytes=1000-')).toEqual({ kind: 'unsatisfiable' });
    expect(ask('bytes=-0')).toEqual({ kind: 'unsatisfiable' });
    expect(ask('bytes=0-', 0)).toEqual({ kind: 'unsatisfiable' });
    expect(ask('bytes=-1', 0)).toEqual({ kind: 'unsatisfiable' });
  });

  it('are the whole when the client has another version of the content', () => {
    expect(ask('bytes=0-1', 1000, '"other"')).toEqual({ kind: 'whole' });
    expect(ask('bytes=0-1', 1000, etag)).toMatchObject({ kind: 'part' });
  });

  it('never lie outside of the content', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.option(fc.nat(3000)), fc.option(fc.nat(3000)), (size, from, to) => {
        const wanted = ask(`bytes=${from ?? ''}-${to ?? ''}`, size);
        if (wanted.kind !== 'part') return;
        expect(wanted.start).toBeGreaterThanOrEqual(0);
        expect(wanted.endExclusive).toBeGreaterThan(wanted.start);
        expect(wanted.endExclusive).toBeLessThanOrEqual(size);
      }),
    );
  });
});
