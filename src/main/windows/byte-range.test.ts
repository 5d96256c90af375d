import { describe, expect, it } from 'vitest';
import { readByteRange } from './byte-range.ts';

describe('readByteRange', () => {
  it.each([
    ['bytes=0-99', 1000, 0, 100],
    ['bytes=900-', 1000, 900, 1000],
    ['bytes=-100', 1000, 900, 1000],
    ['bytes=-5000', 1000, 0, 1000],
    ['bytes=990-5000', 1000, 990, 1000],
    ['bytes=999-999', 1000, 999, 1000],
  ])('%s of %i bytes is %i to %i', (header, size, start, endExclusive) => {
    expect(readByteRange(header, size)).toEqual({ want: 'part', start, endExclusive });
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0'])('%s of 1000 bytes cannot be satisfied', (header) => {
    expect(readByteRange(header, 1000)).toEqual({ want: 'unsatisfiable' });
  });

  it.each([null, '', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', 'bytes=1e3-'])(
    'the whole file is meant where the header is absent or not understood: %s',
    (header) => {
      expect(readByteRange(header, 1000)).toEqual({ want: 'all' });
    },
  );
});
