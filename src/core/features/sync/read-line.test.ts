import { describe, expect, it } from 'vitest';
import { applyAll } from '#shared/model/apply.ts';
import { seedCase } from '#support/seed-cases.ts';
import { LineReader } from './line-reader.ts';
import { readLine } from './read-line.ts';

const { state, history } = seedCase(3);
const full = { kind: 'case', sight: 'full', id: state.id, history };
const shown = { kind: 'case', sight: 'summary', state, history };
const line = JSON.stringify(full);
const projected = JSON.stringify(shown);

describe('a line of a load', () => {
  it('in full is folded to its state, and keeps the text that it came with', () => {
    expect(readLine(line)).toEqual({
      ...{ kind: 'case', sight: 'full', state: applyAll(state.id, null, history), history, isFolded: true },
      texts: { history: JSON.stringify(history) },
    });
  });

  it('in projection keeps the texts of its state and history', () => {
    const texts = { state: JSON.stringify(state), history: JSON.stringify(history) };
    expect(readLine(projected)).toEqual({ ...shown, texts });
  });

  it('finds where the history begins whatever a person has written', () => {
    const application = { ...state.application, purpose: 'a ,"history":[ and {"history":[]} within a text' };
    const tricky = { ...state, application };
    const read = readLine(JSON.stringify({ kind: 'case', sight: 'summary', state: tricky, history: [] }));
    expect(read.kind === 'case' && read.texts).toEqual({ state: JSON.stringify(tricky), history: '[]' });
  });

  it('gives up the texts of a case that the schema changes or that is written otherwise', () => {
    const [first] = history;
    const more = readLine(JSON.stringify({ ...full, history: [{ ...first, later: 1 }, ...history.slice(1)] }));
    expect(more).toEqual({ kind: 'case', sight: 'full', state, history, isFolded: true });
    const turned = readLine(JSON.stringify({ sight: 'summary', kind: 'case', history, state }));
    expect(turned).toEqual(shown);
  });

  it.each([
    ['is no JSON', line.slice(0, -1)],
    ['does not fit its schema', projected.replace('"version":', '"version":-')],
    ['is of no kind', '{"kind":"other"}'],
    ['has no history', JSON.stringify({ ...full, history: [] })],
    ['has an event that does not follow', JSON.stringify({ ...full, history: [...history, ...history] })],
    ['does not begin by being received', JSON.stringify({ ...full, history: [{ ...history[0], seq: 2 }] })],
  ])('that %s is refused without being quoted', (_, text) => {
    expect(() => readLine(text)).toThrow(expect.objectContaining({ code: 'central-refused' }));
  });

  it('is given where one that comes behind it is refused', () => {
    const given = new LineReader(null).read([line, 'no JSON', line]);
    expect(given.next().value).toHaveLength(1);
    expect(() => given.next()).toThrow(expect.objectContaining({ code: 'central-refused' }));
    expect([...new LineReader(null).read([])]).toEqual([]);
  });
});
