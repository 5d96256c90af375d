import { describe, expect, it, onTestFinished } from 'vitest';
import { NewsLine } from '#core/sync/news-line.ts';
import type { Cursor, NewsMessage, SyncNetwork } from '#core/sync/ports.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { NewsEvent } from '#shared/protocol/news.ts';
import { HandTime } from '#support/hand-time.ts';

const epoch = '3f2f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90';
const clientId = '1b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d91' as Parameters<SyncNetwork['news']>[0]['clientId'];
const beatMs = 15_000;
const at = (position: number, partition = 'CPCO'): Cursor => ({
  partition,
  phase: 'following',
  position,
  loadCursor: null,
  expected: null,
});
const begin = (n: number): NewsEvent => ({
  kind: 'begin',
  centralEpoch: epoch,
  beatMs,
  heads: [{ partition: 'CPCO', n }],
});
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One stream as the test plays it. */
class Stream {
  readonly signal: AbortSignal;
  #come: (NewsMessage | AppError | null)[] = [];
  #wake = (): void => undefined;

  constructor(signal: AbortSignal) {
    this.signal = signal;
    signal.addEventListener('abort', () => this.say(new AppError('central-unreachable')));
  }

  /** Null ends it without a word. */
  say(...messages: (NewsMessage | AppError | null)[]): void {
    this.#come.push(...messages);
    this.#wake();
  }

  async *read(): AsyncGenerator<NewsMessage> {
    for (;;) {
      const message = this.#come.shift();
      if (message === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (message === null) return;
      else if (message instanceof AppError) throw message;
      else yield message;
    }
  }
}

function lineWith(next: () => number = () => 0.5) {
  const time = new HandTime();
  const streams: Stream[] = [];
  const polls: { readonly signal: AbortSignal; readonly answer: (hasNews: boolean) => void }[] = [];
  const bugs: unknown[] = [];
  let quiet = 0;
  const durable: number[] = [];
  const owed = { isHello: false };
  const line = new NewsLine({
    network: {
      news: (_ask: unknown, signal: AbortSignal) => {
        const stream = new Stream(signal);
        streams.push(stream);
        return stream.read();
      },
    } as unknown as SyncNetwork,
    scheduler: time,
    random: { next },
    clientId: () => clientId,
    checkEpoch: (given) => {
      if (given !== epoch) throw new AppError('central-restored');
    },
    poll: (_cursor, signal) =>
      new Promise((answer, fail) => {
        polls.push({ signal, answer });
        signal.addEventListener('abort', () => fail(new AppError('central-unreachable')));
      }),
    onQuiet: () => (quiet += 1),
    onDurable: (through) => durable.push(through),
    needsHello: () => owed.isHello,
    onBug: (thrown) => bugs.push(thrown),
  });
  onTestFinished(() => line.stop());
  onTestFinished(() => expect(bugs).toEqual([]));
  return { line, time, streams, polls, durable, owed, quiet: () => quiet };
}

const never = new AbortController().signal;

/** What a wait came to, once it has. */
function outcomeOf(wait: Promise<unknown>): { now: () => Promise<unknown> } {
  let outcome: unknown = 'waiting';
  wait.then(
    (value) => (outcome = value),
    (thrown: unknown) => (outcome = thrown instanceof AppError ? thrown.code : thrown),
  );
  return {
    now: async () => {
      await tick();
      return outcome;
    },
  };
}

describe('the line of news', () => {
  it('hands on what has become safe at central, and wakes nobody for it', async () => {
    const { line, streams, durable } = lineWith();
    const waiting = outcomeOf(line.wait([at(5)], never));
    await tick();
    streams[0]?.say(begin(5));
    streams[0]?.say({ kind: 'durable', through: 7 });
    expect(await waiting.now()).toBe('waiting');
    expect(durable).toEqual([7]);
  });

  it('is one stream over many waits, and wakes for what goes beyond the device only', async () => {
    const { line, streams } = lineWith();
    const first = outcomeOf(line.wait([at(5)], never));
    await tick();
    streams[0]?.say(begin(5));
    expect(await first.now()).toBe('waiting');
    streams[0]?.say({ kind: 'news', partition: 'CPCO', n: 6 });
    expect(await first.now()).toBe('news');
    // The own push has been pulled up to 8 already when its news comes.
    const second = outcomeOf(line.wait([at(8)], never));
    streams[0]?.say({ kind: 'news', partition: 'CPCO', n: 8 });
    expect(await second.now()).toBe('waiting');
    streams[0]?.say({ kind: 'news', partition: 'CPCO', n: 9 });
    expect(await second.now()).toBe('news');
    expect(streams).toHaveLength(1);
  });

  it('misses nothing that came between the last reading and the beginning', async () => {
    const { line, streams } = lineWith();
    const wait = outcomeOf(line.wait([at(5)], never));
    await tick();
    streams[0]?.say(begin(7));
    expect(await wait.now()).toBe('news');
  });

  it('asks for the feed once where the head is behind it, and leaves the rest to the feed', async () => {
    const { line, streams } = lineWith();
    const first = outcomeOf(line.wait([at(5)], never));
    await tick();
    streams[0]?.say(begin(3));
    expect(await first.now()).toBe('news');
    expect(await outcomeOf(line.wait([at(5)], never)).now()).toBe('waiting');
  });

  it('asks for a hello where partitions have changed', async () => {
    const { line, streams } = lineWith();
    const wait = outcomeOf(line.wait([at(5), at(2, 'NRBI')], never));
    await tick();
    streams[0]?.say(begin(5));
    expect(await wait.now()).toBe('hello');
    const told = outcomeOf(line.wait([at(5)], never));
    await tick();
    streams[0]?.say({ kind: 'end', why: 'access-changed' });
    expect(await told.now()).toBe('hello');
  });

  it.each([
    [{ kind: 'end', why: 'token-expired' }, 'token-expired'],
    [{ kind: 'end', why: 'client-revoked' }, 'client-revoked'],
    [new AppError('protocol-mismatch'), 'protocol-mismatch'],
    [{ ...begin(5), centralEpoch: '4f2f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d90' }, 'central-restored'],
  ] as const)('tells the exchange of %j', async (message, code) => {
    const { line, streams } = lineWith();
    const wait = outcomeOf(line.wait([at(5)], never));
    await tick();
    streams[0]?.say(message);
    expect(await wait.now()).toBe(code);
  });

  it('asks for a hello after a long poll without news while answers are not known to be safe', async () => {
    const { line, polls, time, owed } = lineWith();
    owed.isHello = true;
    const wait = outcomeOf(line.wait([at(5)], never));
    await time.pass(10_000);
    polls[0]?.answer(false);
    expect(await wait.now()).toBe('hello');
  });

  it('takes the long poll where nothing comes through, and tries the stream again later', async () => {
    const { line, streams, polls, time } = lineWith();
    const wait = outcomeOf(line.wait([at(5)], never));
    await tick();
    expect(polls).toHaveLength(0);
    await time.pass(10_000);
    expect([line.mode, polls.length]).toEqual(['polling', 1]);
    polls[0]?.answer(false);
    await tick();
    expect(polls).toHaveLength(2);
    await time.pass(7500);
    polls[1]?.answer(false);
    await tick();
    expect([line.mode, streams.length]).toEqual(['open', 2]);
    // Held back again: the next try waits longer.
    await time.pass(10_000);
    expect([line.mode, time.waits]).toEqual(['polling', [60_000]]);
    polls.at(-1)?.answer(true);
    expect(await wait.now()).toBe('news');
  });

  it('comes back by itself, soon, where a proxy cuts what lives long', async () => {
    const { line, streams, polls, time, quiet } = lineWith();
    const wait = outcomeOf(line.wait([at(5)], never));
    for (let round = 0; round < 6; round += 1) {
      await tick();
      streams[round]?.say(begin(5));
      await time.pass(beatMs);
      streams[round]?.say({ kind: 'beat' });
      await time.pass(beatMs);
      streams[round]?.say(null);
      await tick();
      expect(line.mode).toBe('resting');
      await time.pass(2500);
    }
    expect([streams.length, polls.length, quiet()]).toEqual([7, 0, 6]);
    expect(await wait.now()).toBe('waiting');
  });

  it('gives up streams for a while where they are cut at once again and again', async () => {
    const { line, streams, time } = lineWith();
    void line.wait([at(5)], never);
    for (let round = 0; round < 3; round += 1) {
      await tick();
      streams[round]?.say(begin(5), null);
      await tick();
      if (round < 2) await time.pass(2500);
    }
    expect(line.mode).toBe('polling');
  });

  it('notices a line that is dead by the sign of life that does not come', async () => {
    const { line, streams, time } = lineWith();
    void line.wait([at(5)], never);
    await tick();
    streams[0]?.say(begin(5));
    await time.pass(37_499);
    expect([line.mode, streams[0]?.signal.aborted]).toEqual(['open', false]);
    await time.pass(1);
    expect([line.mode, streams[0]?.signal.aborted]).toEqual(['resting', true]);
  });

  it('leaves central alone as long as it is asked to', async () => {
    const { line, streams, time } = lineWith();
    void line.wait([at(5)], never);
    await tick();
    streams[0]?.say(new AppError('rate-limited', { seconds: 60 }));
    await tick();
    expect([line.mode, time.waits]).toEqual(['polling', [67_500]]);
  });

  it('forgets what it learned of the line when the network changes', async () => {
    const { line, streams, time } = lineWith();
    const wait = new AbortController();
    const waiting = line.wait([at(5)], wait.signal);
    await tick();
    await time.pass(10_000);
    expect(line.mode).toBe('polling');
    wait.abort();
    await waiting;
    line.reset();
    void line.wait([at(5)], never);
    await tick();
    streams[1]?.say(begin(5));
    await tick();
    expect([line.mode, streams.length]).toEqual(['open', 2]);
  });

  it('does not bring a thousand devices back at one moment when central is restarted', async () => {
    let seed = 1;
    const chance = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const back: number[] = [];
    for (let device = 0; device < 1000; device += 1) {
      const { line, streams, time } = lineWith(chance);
      void line.wait([at(5)], never);
      await tick();
      streams[0]?.say(begin(5), { kind: 'end', why: device % 2 === 0 ? 'draining' : 'replaced' });
      await tick();
      back.push(...time.waits);
    }
    expect(back).toHaveLength(1000);
    const perTenth = Array.from(
      { length: 50 },
      (_, tenth) => back.filter((ms) => Math.floor(ms / 100) === tenth).length,
    );
    expect(Math.max(...back)).toBeLessThan(5000);
    // 20 in each tenth of a second if they were spread evenly.
    expect(Math.max(...perTenth)).toBeLessThan(45);
  });
});
