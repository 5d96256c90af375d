import { describe, expect, it } from 'vitest';
import type { Day } from '../ids.ts';
import { letterBlocks, typedWords } from './blocks.ts';
import { writtenDay } from './wording.ts';

describe('a body', () => {
  it('reads back as headings, lists and paragraphs', () => {
    expect(letterBlocks('# Why\n\n## Funds\n\n- one\n- two\n\nA line\nand another\n\n\n\n')).toEqual([
      { kind: 'heading', level: 1, text: 'Why' },
      { kind: 'heading', level: 2, text: 'Funds' },
      { kind: 'list', entries: ['one', 'two'] },
      { kind: 'paragraph', text: 'A line\nand another' },
    ]);
    expect(letterBlocks('')).toEqual([]);
  });

  it('takes a line that only begins like a heading or a list as words', () => {
    expect(letterBlocks('#hash\n\n- one\nnot a list\n\n### too deep').map((block) => block.kind)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
  });
});

describe('typed words', () => {
  it('keep their lines and lists, and lose marks of headings', () => {
    expect(typedWords(' # Big\r\n- one\r\n\r\n\r\n\r\n## Small ')).toBe('Big\n- one\n\nSmall');
    expect(typedWords(' \n ')).toBe('');
  });
});

describe('a written day', () => {
  it('follows the usage of each language', () => {
    expect(writtenDay('2026-08-05' as Day, 'en')).toBe('August 5, 2026');
    expect(writtenDay('2026-08-05' as Day, 'fr')).toBe('5\u00a0août 2026');
    expect(writtenDay('2026-12-01' as Day, 'fr')).toBe('1er\u00a0décembre 2026');
  });
});
