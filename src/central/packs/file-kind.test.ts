import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isPackPath } from './case-pack.ts';
import { fileKind } from './file-kind.ts';

describe('what a file is', () => {
  it.each([
    ['application/pdf', strToU8('%PDF-1.7\n')],
    ['application/pdf', strToU8(`${'\r\n'.repeat(200)}%PDF-1.3`)],
    ['image/tiff', Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0)],
    ['image/tiff', Uint8Array.of(0x4d, 0x4d, 0, 0x2a, 0, 0)],
    ['image/tiff', Uint8Array.of(0x49, 0x49, 0x2b, 0, 8, 0)],
    ['image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ])('shows in its first bytes: %s', (kind, bytes) => {
    expect(fileKind(bytes)).toBe(kind);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', strToU8('Dear officer')],
    ['a page of the web', strToU8('<!doctype html>')],
    ['a program', strToU8('MZ\u0090')],
    ['half a signature', Uint8Array.of(0x89, 0x50)],
    ['a PDF header far into the file', strToU8(`${'x'.repeat(2000)}%PDF-1.4`)],
  ])('is not taken for a document: %s', (_name, bytes) => {
    expect(fileKind(bytes)).toBeNull();
  });
});

describe('a path in a pack', () => {
  it.each(['a.pdf', 'a/b/c d.tiff', 'é/文.png', '.hidden', 'a..b'])('may be %s', (path) => {
    expect(isPackPath(path)).toBe(true);
  });

  it.each(['', '/a', '../a', 'a/../b', 'a//b', './a', 'a/', 'C:/a', 'a\\b', 'a\0b', 'x'.repeat(501)])(
    'may not be %j',
    (path) => {
      expect(isPackPath(path)).toBe(false);
    },
  );
});
