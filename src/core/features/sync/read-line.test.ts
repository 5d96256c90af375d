import { describe, expect, it } from 'vitest';
import { seedCase } from '#support/seed-cases.ts';
import { readLine } from './read-line.ts';

const { state, history } = seedCase(3);
const line = JSON.stringify({ kind: 'case', sight: 'full', state, history });

describe('a line of a load', () => {
  it('keeps the texts that it came with, so that they need not be written anew', () => {
    const read = readLine(line);
    expect(read).toMatchObject({ kind: 'case', state, history });
    expect(read.kind === 'case' && read.texts).toEqual({
      state: JSON.stringify(state),
      history: JSON.stringify(history),
    });
  });

  it('finds where the history begins whatever a person has written', () => {
    const application = { ...state.application, purpose: 'a ,"history":[ and {"history":[]} within a text' };
    const tricky = { ...state, application };
    const read = readLine(JSON.stringify({ kind: 'case', sight: 'summary', state: tricky, history: [] }));
    expect(read.kind === 'case' && read.texts).toEqual({ state: JSON.stringify(tricky), history: '[]' });
  });

  it('gives up the texts of a case that the schema changes or that is written otherwise', () => {
    const more = readLine(JSON.stringify({ kind: 'case', sight: 'full', state: { ...state, later: 1 }, history }));
    expect(more).toEqual({ kind: 'case', sight: 'full', state, history });
    const turned = readLine(JSON.stringify({ sight: 'full', kind: 'case', history, state }));
    expect(turned).toEqual({ kind: 'case', sight: 'full', state, history });
  });

  it.each([
    ['is no JSON', line.slice(0, -1)],
    ['does not fit its schema', line.replace('"version":', '"version":-')],
    ['is of no kind', '{"kind":"other"}'],
  ])('that %s is refused without being quoted', (_, text) => {
    expect(() => readLine(text)).toThrow(expect.objectContaining({ code: 'central-refused' }));
  });
});
