import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eventOf, officer } from '#support/case-fixtures.ts';
import { seedCase } from '#support/seed-cases.ts';
import { applyAll } from '../model/apply.ts';
import type { EventBody } from '../model/event.ts';
import { bootstrapLine, isExactCaseLine } from './bootstrap.ts';
import { exactShape } from './exact-shape.ts';

const evidenceId = 'b7f3c1de-55a1-4c0e-8f41-0a9b8c7d6e5f';

/** A line as central sends it, with evidence, a draft and what else the seeded cases do not have. */
function lineOf(index: number): unknown {
  const { state, history } = seedCase(index);
  const documentId = state.documents[0]?.id ?? '';
  const region = { x: 0.1, y: 0.2, width: 0.5, height: 0.25 };
  const ground = {
    ...{ groundId: 'funds', introductionId: null, reasonIds: ['a'], ownWords: 'Voilà "deux" mots', noneFound: false },
    evidenceIds: [evidenceId],
  };
  const reasons = { circumstances: '', process: '', representations: ',"history":[', detailed: '' };
  const draft = { outcome: 'refuse', grounds: [ground], reasons, assessedEverything: true };
  const bodies = [
    {
      type: 'evidence-added',
      payload: { id: evidenceId, documentId, pageIndex: 0, region, groundId: 'funds', remark: '' },
    },
    { type: 'document-read', payload: { documentId } },
    { type: 'decision-drafted', payload: { draft } },
  ] as unknown as EventBody[];
  const more = bodies.map((body, place) => eventOf(history.length + 1 + place, officer, body));
  const whole = [...history, ...more];
  const shown =
    index % 2 === 0 ? { sight: 'full', id: state.id } : { sight: 'summary', state: applyAll(state.id, null, whole) };
  return JSON.parse(JSON.stringify({ kind: 'case', ...shown, history: whole }));
}

/** Every place in a value, as a path. */
function pathsOf(value: unknown, before: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...before]];
  const below = Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...before, name]));
  return before.length === 0 ? below : [[...before], ...below];
}

const junk = [undefined, null, '', 'x', '2026-02-30', -1, 1.5, 1e21, true, [], {}, [null], 'y'.repeat(30_000)];

type Change = 'replace' | 'remove' | 'add' | 'cut';

function changed(line: unknown, path: readonly string[], how: Change, by: unknown): unknown {
  const copy = structuredClone(line);
  const name = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce((at, step) => (at as Record<string, unknown>)[step], copy) as Record<
    string,
    unknown
  >;
  const there = holder[name];
  if (how === 'replace') holder[name] = by;
  else if (how === 'remove') Reflect.deleteProperty(holder, name);
  else if (how === 'add') holder[`${name}2`] = there;
  else holder[name] = typeof there === 'string' ? there.slice(0, -1) : there;
  // As it would come over the wire: without holes, and lists without names.
  return JSON.parse(JSON.stringify(copy));
}

describe('the quick look at a case that is loaded', () => {
  it('knows every ordinary case without asking the schema', () => {
    for (let index = 0; index < 200; index += 1) expect(isExactCaseLine(lineOf(index)), `case ${index}`).toBe(true);
  });

  it('never accepts what the schema refuses or would give back otherwise', () => {
    const lines = Array.from({ length: 6 }, (_, index) => lineOf(index));
    const places = lines.map((line) => pathsOf(line));
    let refused = 0;
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.nat(),
        fc.constantFrom<Change>('replace', 'remove', 'add', 'cut'),
        fc.constantFrom(...junk),
        (which, place, how, by) => {
          const paths = places[which] ?? [];
          const value = changed(lines[which], paths[place % paths.length] ?? [], how, by);
          if (!isExactCaseLine(value)) {
            refused += 1;
            return;
          }
          const parsed = bootstrapLine.safeParse(value);
          expect(parsed.success).toBe(true);
          expect(parsed.data).toStrictEqual(value);
        },
      ),
      { numRuns: 3000 },
    );
    // Most changes break something: a look that accepted all would pass the rest of this test by luck only.
    expect(refused).toBeGreaterThan(1500);
  });
});

describe('an exact shape', () => {
  const cases: readonly (readonly [string, z.ZodType, readonly unknown[], readonly unknown[]])[] = [
    ['a number', z.number().min(0).max(1), [0, 0.5, 1], [-0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY, '1']],
    ['a whole number', z.int().positive(), [1, 7], [0, 1.5, 2 ** 53]],
    ['a choice', z.enum(['a', 'b']).nullable(), ['a', null], ['c', undefined]],
    ['a literal', z.literal([1, 2]), [1, 2], [3]],
    ['what may be left out', z.object({ a: z.string().optional() }), [{}, { a: 'x' }], [{ a: 1 }, { b: 'x' }]],
    ['entries', z.record(z.string().regex(/^[a-z]$/), z.boolean()), [{}, { a: true }], [{ A: true }, { a: 1 }]],
    ['a refinement', z.string().refine((text) => text !== 'no'), ['yes'], ['no']],
    ['what is changed while it is read', z.string().trim(), ['a'], [' a ']],
    ['what has a default', z.object({ a: z.string().default('x') }), [{ a: 'y' }], [{}]],
  ];

  it.each(cases)('of %s looks as the schema does', (_, schema, accepted, left) => {
    const look = exactShape(schema);
    for (const value of accepted) expect(look(value), JSON.stringify(value)).toBe(true);
    for (const value of left) expect(look(value), JSON.stringify(value)).toBe(false);
    for (const value of [...accepted, ...left].filter(look)) expect(schema.parse(value)).toStrictEqual(value);
  });

  it('does not take what only looks like an object', () => {
    const look = exactShape(z.object({ length: z.int() }));
    expect(look([1])).toBe(false);
    expect(look(new Map())).toBe(false);
    expect(look(Object.create({ length: 1 }))).toBe(false);
  });
});
