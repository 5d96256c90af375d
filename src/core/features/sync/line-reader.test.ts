import { describe, expect, it } from 'vitest';
import { aheadCharactersMaximum, aheadMaximum } from '#shared/protocol/bootstrap.ts';
import { seedCase } from '#support/seed-cases.ts';
import type { LoadedLine } from '../../sync/ports.ts';
import { LineReader } from './line-reader.ts';
import { readLine } from './read-line.ts';

const seeded = Array.from({ length: 60 }, (_, index) => seedCase(index))
  .filter(({ history }) => history.length > 1)
  .sort((left, right) => (left.state.id < right.state.id ? -1 : 1));
type Seeded = (typeof seeded)[number];

const fullLine = ({ state, history }: Seeded): string =>
  JSON.stringify({ kind: 'case', sight: 'full', id: state.id, history });
const earlierLine = ({ state, history }: Seeded): string =>
  JSON.stringify({ kind: 'case', sight: 'full', id: state.id, history: history.slice(0, -1) });
const aheadLine = (cases: number): string => JSON.stringify({ kind: 'ahead', cases });
const trailer = (cases: number): string => JSON.stringify({ kind: 'trailer', cases });
const at = (place: number): Seeded => {
  const found = seeded[place];
  if (found === undefined) throw new Error('there are enough of them');
  return found;
};
const read = (lines: readonly string[], cursor: string | null = null): LoadedLine[] =>
  [...new LineReader(cursor).read(lines)].flat();
const refused = expect.objectContaining({ code: 'central-refused', details: { malformed: true } });

/** Cases 0 to 9, of which 0, 3, 4 and 9 came ahead; 4 and 9 are not in the block. */
const page = [
  aheadLine(4),
  ...[0, 3, 4, 9].map((place) => fullLine(at(place))),
  ...[0, 1, 2, 3, 5, 6, 7, 8].map((place) => ([0, 3].includes(place) ? earlierLine(at(place)) : fullLine(at(place)))),
];
const whole = (count: number): LoadedLine[] =>
  seeded.slice(0, count).flatMap((each) => {
    const line = readLine(fullLine(each));
    return line.kind === 'ahead' ? [] : [line];
  });

describe('lines of a load', () => {
  it('are given in order, what came ahead in its place for what the block says', () => {
    expect(read([...page, trailer(10)])).toEqual([...whole(10), { kind: 'trailer', cases: 10 }]);
  });

  it('come out the same however the stream is cut into pieces, and over pages', () => {
    const more = [aheadLine(1), fullLine(at(11)), fullLine(at(10)), earlierLine(at(11)), trailer(12)];
    const lines = [...page, ...more];
    for (const size of [1, 2, 3, 7]) {
      const reader = new LineReader(null);
      const given: LoadedLine[] = [];
      for (let from = 0; from < lines.length; from += size) {
        for (const some of reader.read(lines.slice(from, from + size))) given.push(...some);
      }
      expect(given).toEqual([...whole(12), { kind: 'trailer', cases: 12 }]);
    }
  });

  it('that are cut at any line have given a run from the first case on, each in its newest version', () => {
    for (let length = 0; length <= page.length; length += 1) {
      const given = read(page.slice(0, length));
      expect(given).toEqual(whole(given.length));
    }
    // What came ahead for the end waits for it.
    expect(read(page)).toHaveLength(9);
  });

  it('go on behind the cursor of a stream that was cut', () => {
    const rest = [aheadLine(1), fullLine(at(4)), fullLine(at(3)), earlierLine(at(4)), trailer(2)];
    expect(read(rest, at(2).state.id)).toHaveLength(3);
    expect(() => read(rest, at(3).state.id)).toThrow(refused);
  });

  it('leave alone what they need not read: a line of the block that something ahead stands for', () => {
    const stale = earlierLine(at(0)).replace('"seq":1', '"seq":0');
    expect(() => readLine(stale)).toThrow(refused);
    expect(read([aheadLine(1), fullLine(at(0)), stale, trailer(1)])).toHaveLength(2);
  });

  it('take the place of one that is written otherwise too', () => {
    const { id, ...turned } = JSON.parse(earlierLine(at(0))) as Record<string, unknown>;
    expect(read([aheadLine(1), fullLine(at(0)), JSON.stringify({ ...turned, id })])).toEqual(whole(1));
  });

  it.each([
    ['out of order', [fullLine(at(1)), fullLine(at(0))]],
    ['twice', [fullLine(at(1)), fullLine(at(1))]],
    ['ahead out of order', [aheadLine(2), fullLine(at(1)), fullLine(at(0))]],
    ['ahead of a place that is passed', [fullLine(at(1)), aheadLine(1), fullLine(at(0))]],
    ['ahead and then not', [aheadLine(2), fullLine(at(0)), trailer(1)]],
    ['ahead by none', [aheadLine(0)]],
    ['ahead by more than may be', [aheadLine(aheadMaximum + 1)]],
    ['ahead within what is ahead', [aheadLine(2), aheadLine(1), fullLine(at(0))]],
  ])('that come %s are refused', (_, lines) => {
    expect(() => read(lines)).toThrow(refused);
  });

  it('ahead of their place are kept in memory within bounds, whatever central says', () => {
    const { state, history } = at(0);
    const idOf = (index: number): string => `${index.toString(16).padStart(8, '0')}${state.id.slice(8)}`;
    const small = history.slice(0, 1);
    const lines = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) =>
        JSON.stringify({ kind: 'case', sight: 'full', id: idOf(from + index), history: small }),
      );
    const many = [1, 2, 3].flatMap((page) => [aheadLine(aheadMaximum), ...lines(aheadMaximum, page * aheadMaximum)]);
    expect(() => read(many)).toThrow(refused);
    const padded = (line: string): string => `${line}${' '.repeat(aheadCharactersMaximum)}`;
    const large = [aheadLine(4), ...lines(4, 1).map(padded)];
    expect(() => read(large)).toThrow(refused);
    expect(read([aheadLine(2), ...lines(2, 1).map(padded), trailer(2)])).toHaveLength(3);
  });
});
