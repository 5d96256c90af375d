import { describe, expect, it } from 'vitest';
import { openFeedPoker } from './feed-poker.ts';
import type { Scheduler } from './ports.ts';

/** Time that moves when the test says so. */
class TestTime implements Scheduler {
  #now = 0;
  #due: { at: number; run: () => void }[] = [];

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((each) => each !== entry);
    };
  }

  get waiting(): number {
    return this.#due.length;
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#due.filter((each) => each.at <= end).sort((left, right) => left.at - right.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((each) => each !== next);
      this.#now = next.at;
      next.run();
      // Lets what was woken run before time goes on.
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
    this.#now = end;
  }
}

const never = new AbortController().signal;

function watch(promise: Promise<void>): { readonly isDone: () => boolean } {
  let done = false;
  void promise.then(() => (done = true));
  return { isDone: () => done };
}

describe('the poker', () => {
  it('wakes those who wait for the partition, and nobody else', async () => {
    const time = new TestTime();
    const poker = openFeedPoker(time, async () => new Map());
    const [a, also, b] = ['A', 'A', 'B'].map((partition) =>
      watch(poker.wait(partition, poker.pokesOf(partition), 10_000, never)),
    );
    poker.poke('A');
    await time.pass(0);
    await Promise.resolve();
    expect([a?.isDone(), also?.isDone(), b?.isDone()]).toEqual([true, true, false]);
  });

  it('does not miss a poke between the reading and the waiting', async () => {
    const time = new TestTime();
    const poker = openFeedPoker(time, async () => new Map());
    const since = poker.pokesOf('A');
    poker.poke('A');
    const late = watch(poker.wait('A', since, 60_000, never));
    await Promise.resolve();
    await Promise.resolve();
    expect(late.isDone()).toBe(true);
    expect(time.waiting).toBe(0);
  });

  it('lets nobody wait longer than they said, and leaves no timer behind', async () => {
    const time = new TestTime();
    const poker = openFeedPoker(time, async () => new Map());
    const waiting = watch(poker.wait('A', poker.pokesOf('A'), 500, never));
    await time.pass(499);
    expect(waiting.isDone()).toBe(false);
    await time.pass(1);
    expect(waiting.isDone()).toBe(true);
    await time.pass(5000);
    expect(time.waiting).toBe(0);
  });

  it('wakes when the heads show that another process has written, and looks only while somebody waits', async () => {
    const time = new TestTime();
    let n = 5;
    let looks = 0;
    const poker = openFeedPoker(time, async () => {
      looks += 1;
      return new Map([['A', n]]);
    });
    // The first look only learns where things stand, and wakes in case they moved before.
    const first = watch(poker.wait('A', poker.pokesOf('A'), 60_000, never));
    await time.pass(1000);
    expect(first.isDone()).toBe(true);
    const second = watch(poker.wait('A', poker.pokesOf('A'), 60_000, never));
    await time.pass(3000);
    expect(second.isDone()).toBe(false);
    n = 6;
    await time.pass(1000);
    expect(second.isDone()).toBe(true);
    await time.pass(2000);
    const before = looks;
    await time.pass(20_000);
    expect(looks).toBe(before);
  });

  it('goes on looking after the database was away', async () => {
    const time = new TestTime();
    let isAway = false;
    let n = 1;
    const poker = openFeedPoker(time, async () => {
      if (isAway) throw new Error('away');
      return new Map([['A', n]]);
    });
    const first = watch(poker.wait('A', poker.pokesOf('A'), 60_000, never));
    await time.pass(1000);
    expect(first.isDone()).toBe(true);
    isAway = true;
    const second = watch(poker.wait('A', poker.pokesOf('A'), 60_000, never));
    await time.pass(3000);
    expect(second.isDone()).toBe(false);
    isAway = false;
    n = 2;
    await time.pass(1000);
    expect(second.isDone()).toBe(true);
  });

  it('ends a wait when the client goes, and all waits when it stops', async () => {
    const time = new TestTime();
    const poker = openFeedPoker(time, async () => new Map());
    const gone = new AbortController();
    const first = watch(poker.wait('A', poker.pokesOf('A'), 60_000, gone.signal));
    const second = watch(poker.wait('B', poker.pokesOf('B'), 60_000, never));
    gone.abort();
    await time.pass(0);
    expect([first.isDone(), second.isDone()]).toEqual([true, false]);
    poker.stop();
    await time.pass(0);
    await Promise.resolve();
    expect(second.isDone()).toBe(true);
    const late = watch(poker.wait('B', poker.pokesOf('B'), 60_000, never));
    await Promise.resolve();
    await Promise.resolve();
    expect(late.isDone()).toBe(true);
    expect(time.waiting).toBe(0);
  });
});
