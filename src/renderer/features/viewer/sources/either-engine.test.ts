import { describe, expect, it } from 'vitest';
import { drawnByEither } from './either-engine.ts';
import type { DrawnPage } from './page-source.ts';

function page(isBlank = false): DrawnPage & { readonly closed: () => boolean } {
  let closed = false;
  const picture = { close: () => (closed = true) } as unknown as ImageBitmap;
  return { picture, isBlank, closed: () => closed };
}

const never = (): Promise<DrawnPage> => new Promise(() => undefined);
const fails = (text: string) => (): Promise<DrawnPage> => Promise.reject(new Error(text));
const notAsked = (): Promise<DrawnPage> => {
  throw new Error('the second engine was asked');
};
const { signal } = new AbortController();

describe('a page drawn by either engine', () => {
  it('comes from the first alone where that draws it', async () => {
    const good = page();
    expect(await drawnByEither({ signal, first: () => Promise.resolve(good), second: notAsked })).toBe(good);
  });

  it('comes from the second where the first fails, draws nothing, or is slow', async () => {
    const good = page();
    const second = (): Promise<DrawnPage> => Promise.resolve(good);
    const empty = page(true);
    for (const first of [fails('broken'), () => Promise.resolve(empty), never]) {
      expect(await drawnByEither({ signal, first, second, headStart: 1 })).toBe(good);
    }
    expect(empty.closed()).toBe(true);
  });

  it('comes from a slow first where the second fails or is slower', async () => {
    const good = page();
    for (const second of [fails('broken'), never, () => Promise.resolve(page(true))]) {
      let finish: (drawn: DrawnPage) => void = () => undefined;
      const slow = new Promise<DrawnPage>((resolve) => (finish = resolve));
      const drawn = drawnByEither({ signal, first: () => slow, second, headStart: 1 });
      finish(good);
      expect(await drawn).toBe(good);
    }
  });

  it('is empty where both say so, or one does and the other fails', async () => {
    const empty = page(true);
    const first = (): Promise<DrawnPage> => Promise.resolve(empty);
    expect(await drawnByEither({ signal, first, second: fails('broken') })).toBe(empty);
    const other = page(true);
    expect(await drawnByEither({ signal, first, second: () => Promise.resolve(other) })).toBe(empty);
    expect(other.closed()).toBe(true);
  });

  it('fails as the first did where both fail', async () => {
    await expect(drawnByEither({ signal, first: fails('one'), second: fails('two') })).rejects.toThrow('one');
  });

  it('stops both when it is no longer wanted', async () => {
    const wanted = new AbortController();
    const signals: AbortSignal[] = [];
    const slow = (stop: AbortSignal): Promise<DrawnPage> => {
      signals.push(stop);
      return new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('stopped'))));
    };
    const second = (stop: AbortSignal): Promise<DrawnPage> => {
      const drawing = slow(stop);
      wanted.abort();
      return drawing;
    };
    await expect(drawnByEither({ signal: wanted.signal, first: slow, second, headStart: 1 })).rejects.toThrow(/abort/u);
    expect(signals.map((each) => each.aborted)).toEqual([true, true]);
  });
});
