import { describe, expect, it } from 'vitest';
import { type KeepingState, type TypedEntry, TypedKeeper } from './typed-keeper.ts';

function keeperWith(send: (entry: TypedEntry) => Promise<boolean>) {
  const states: KeepingState[] = [];
  let run: (() => void) | null = null;
  let afterMs = 0;
  const keeper = new TypedKeeper({
    send,
    onState: (state) => states.push(state),
    later: (step, delayMs) => {
      run = step;
      afterMs = delayMs;
      return () => {
        run = null;
      };
    },
  });
  return { keeper, states, isScheduled: () => run !== null, delay: () => afterMs };
}

const entry = (field: string, text: string | null): TypedEntry => ({ caseId: 'c', field, text });

describe('what is typed', () => {
  it('is sent once per field, as it stood last', async () => {
    const sent: TypedEntry[] = [];
    const { keeper, states, isScheduled } = keeperWith(async (each) => sent.push(each) > 0);
    keeper.put(entry('note', 'a'));
    keeper.put(entry('note', 'ab'));
    keeper.put(entry('decision', '{}'));
    expect(isScheduled()).toBe(true);
    await keeper.flush();
    expect(sent).toEqual([entry('note', 'ab'), entry('decision', '{}')]);
    expect(states).toEqual(['keeping', 'kept']);
  });

  it('is told to the screen in the tick of the key, before the core has it', () => {
    const { keeper } = keeperWith(async () => true);
    const seen: (string | null | undefined)[] = [];
    keeper.subscribe(() => seen.push(keeper.typed('c', 'note')));
    expect(keeper.typed('c', 'note')).toBeUndefined();
    keeper.put(entry('note', 'a'));
    keeper.put(entry('note', null));
    expect(seen).toEqual(['a', null]);
    expect(keeper.typed('c', 'decision')).toBeUndefined();
  });

  it('is tried again with the next flush where it could not be kept, but never instead of something newer', async () => {
    const sent: string[] = [];
    let works = false;
    const { keeper, states, isScheduled, delay } = keeperWith(async ({ text }) => {
      if (works) sent.push(text ?? '');
      return works;
    });
    keeper.put(entry('note', 'old'));
    await keeper.flush();
    expect(states.at(-1)).toBe('failed');
    expect(isScheduled()).toBe(true);
    expect(delay()).toBeGreaterThan(1000);
    works = true;
    keeper.put(entry('note', 'new'));
    await keeper.flush();
    expect(sent).toEqual(['new']);
    expect(states.at(-1)).toBe('kept');
  });

  it('never arrives out of order when a send is slow', async () => {
    const sent: string[] = [];
    let release: (() => void) | undefined;
    const { keeper } = keeperWith(async ({ text }) => {
      if (text === 'first') await new Promise<void>((resolve) => (release = resolve));
      sent.push(text ?? '');
      return true;
    });
    keeper.put(entry('note', 'first'));
    const first = keeper.flush();
    await Promise.resolve();
    keeper.put(entry('note', 'second'));
    const second = keeper.flush();
    release?.();
    await Promise.all([first, second]);
    expect(sent).toEqual(['first', 'second']);
  });
});
