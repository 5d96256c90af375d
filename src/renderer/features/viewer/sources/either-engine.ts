import type { DrawnPage } from './page-source.ts';

/** So long the first engine draws alone. A page that takes longer is huge, or beyond it. */
const headStartMs = 2500;

type Draw = (signal: AbortSignal) => Promise<DrawnPage>;

export interface EitherEngine {
  readonly signal: AbortSignal;
  readonly first: Draw;
  readonly second: Draw;
  readonly headStart?: number;
}

type Outcome = { readonly drawn: DrawnPage } | { readonly thrown: unknown };

function settled(drawing: Promise<DrawnPage>): Promise<Outcome> {
  return drawing.then(
    (drawn) => ({ drawn }),
    (thrown: unknown) => ({ thrown }),
  );
}

async function withInk(outcome: Promise<Outcome>): Promise<DrawnPage> {
  const known = await outcome;
  if ('drawn' in known && !known.drawn.isBlank) return known.drawn;
  throw new Error('nothing on it');
}

function waited(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}

/**
 * A page by the first engine; where that is slow, fails, or gives an empty page (an engine may fail in silence), by the
 * second as well. A page with something on it wins, then an empty one; where both failed, the first's failure is thrown.
 */
export async function drawnByEither({
  signal,
  first,
  second,
  headStart = headStartMs,
}: EitherEngine): Promise<DrawnPage> {
  const enough = new AbortController();
  const either = AbortSignal.any([signal, enough.signal]);
  const one = settled(first(either));
  const early = await Promise.race([one, waited(headStart)]);
  if (early !== null && 'drawn' in early && !early.drawn.isBlank) return early.drawn;
  signal.throwIfAborted();
  const two = settled(second(either));
  const best = await Promise.any([withInk(one), withInk(two)]).catch(() => null);
  enough.abort();
  if (best !== null) {
    for (const each of [one, two]) void each.then((outcome) => closeUnless(best, outcome));
    return best;
  }
  signal.throwIfAborted();
  const outcomes = [await one, await two] as const;
  const empty = outcomes.find((outcome) => 'drawn' in outcome);
  if (empty === undefined) throw 'thrown' in outcomes[0] ? outcomes[0].thrown : new Error('no picture');
  outcomes.forEach((outcome) => closeUnless(empty.drawn, outcome));
  return empty.drawn;
}

function closeUnless(kept: DrawnPage, outcome: Outcome): void {
  if ('drawn' in outcome && outcome.drawn !== kept) outcome.drawn.picture.close();
}
