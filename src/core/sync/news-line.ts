import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { NewsEvent } from '#shared/protocol/news.ts';
import { spreadMs } from './backoff.ts';
import type { Cursor, NewsMessage, SyncNetwork, SyncRandom, SyncScheduler } from './ports.ts';

export interface NewsLineParts {
  readonly network: SyncNetwork;
  readonly scheduler: SyncScheduler;
  readonly random: SyncRandom;
  readonly clientId: () => Parameters<SyncNetwork['news']>[0]['clientId'];
  /** Throws `central-restored` for another one than that of the hello. */
  readonly checkEpoch: (epoch: string) => void;
  /** Asks for news of one partition and waits there, the way that goes through anything; answers whether there was some. */
  readonly poll: (cursor: Cursor, signal: AbortSignal) => Promise<boolean>;
  /** Central has said that nothing is new since the last thing it said. */
  readonly onQuiet: () => void;
  /** Answers up to this number are safe from a power cut at central. */
  readonly onDurable: (through: number) => void;
  /** Whether a hello would bring what a long poll does not tell: that answers have become safe. */
  readonly needsHello: () => boolean;
  readonly onBug: (thrown: unknown) => void;
}

/** How long the first message may take. A proxy that holds back what it has not got whole shows here. */
const beginMs = 10_000;
/** Sign of life that is late by this factor: the line is dead, or held back. */
const lateBeats = 2.5;
/** After a lost stream the next one is opened at a moment of this span, so that the devices of a central that went do not come back together. */
const reopenWithinMs = 5000;
/** While streams do not work the long poll is used, this long at first, and longer each time. */
const pollFirstMs = 10_000;
const pollLongestMs = 600_000;
/** Steps of that wait that a line is put back by which lets nothing through at all. */
const heldBackSteps = 3;

/** Of these the stream is ended by somebody who means it: the exchange has to hear of it. */
const meantFor: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'token-expired',
  'token-invalid',
  'not-permitted',
  'client-revoked',
  'client-forked',
  'protocol-mismatch',
  'central-restored',
]);

type Mode = 'closed' | 'open' | 'resting' | 'polling';

/**
 * Waits for news over one stream for all partitions, and by long polls where streams do not get through: a proxy that
 * holds answers back, one that cuts them, a central that has none. The stream stays open over many exchanges; only what
 * it says beyond the device's positions ends a wait.
 */
export class NewsLine {
  readonly #parts: NewsLineParts;
  readonly #heads = new Map<string, number>();
  #mode: Mode = 'closed';
  #partitions: ReadonlySet<string> | null = null;
  #failure: AppError | null = null;
  #needsHello = false;
  /** Streams lost in a row before a sign of life. */
  #losses = 0;
  #abort: AbortController | null = null;
  #pump: Promise<void> = Promise.resolve();
  #stopResting: () => void = () => undefined;
  #stopPatience: () => void = () => undefined;
  #wake: () => void = () => undefined;

  constructor(parts: NewsLineParts) {
    this.#parts = parts;
  }

  /** How news comes now, for those who look on. */
  get mode(): Mode {
    return this.#mode;
  }

  /**
   * Resolves when there may be something new (`news`), when the partitions are to be asked for again (`hello`), or when
   * the signal aborts. Errors: those of the network; `central-restored`.
   */
  async wait(cursors: readonly Cursor[], signal: AbortSignal): Promise<'news' | 'hello'> {
    for (;;) {
      if (this.#failure !== null) throw this.#takeFailure(this.#failure);
      if (signal.aborted) return 'news';
      if (this.#needsHello || !this.#covers(cursors)) {
        this.#needsHello = false;
        this.#partitions = null;
        return 'hello';
      }
      if (this.#takeNews(cursors)) return 'news';
      if (this.#mode === 'closed') this.#open(cursors);
      if (this.#mode === 'polling') {
        if (await this.#poll(cursors, signal)) return 'news';
        if (!signal.aborted && this.#mode === 'polling' && this.#parts.needsHello()) return 'hello';
      } else await this.#change(signal);
    }
  }

  /** The network is another one, or somebody else is signed in: what was learned of the line counts no more. */
  reset(): void {
    this.#losses = 0;
    this.#failure = null;
    this.#needsHello = false;
    this.#close();
  }

  async stop(): Promise<void> {
    this.#close();
    await this.#pump;
  }

  #close(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#stopResting();
    this.#stopPatience();
    this.#heads.clear();
    this.#partitions = null;
    this.#mode = 'closed';
    this.#wake();
  }

  #takeFailure(failure: AppError): AppError {
    this.#failure = null;
    return failure;
  }

  /** Each news is told once: the feed that is read after it goes at least as far. */
  #takeNews(cursors: readonly Cursor[]): boolean {
    const fresh = cursors.filter(({ partition, position }) => (this.#heads.get(partition) ?? 0) > position);
    for (const { partition } of fresh) this.#heads.delete(partition);
    return fresh.length > 0;
  }

  /** A stream that began with other partitions than the device follows. */
  #covers(cursors: readonly Cursor[]): boolean {
    const given = this.#partitions;
    if (given === null) return true;
    return cursors.length === given.size && cursors.every(({ partition }) => given.has(partition));
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        this.#wake = () => undefined;
        resolve();
      };
      signal.addEventListener('abort', done, { once: true });
      this.#wake = done;
    });
  }

  async #poll(cursors: readonly Cursor[], signal: AbortSignal): Promise<boolean> {
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    const polls = cursors.map((cursor) => this.#parts.poll(cursor, either));
    try {
      return await Promise.race(polls);
    } catch (thrown) {
      if (signal.aborted) return false;
      throw thrown;
    } finally {
      done.abort();
      // An answer that is half way in must not be taken over during the next round.
      await Promise.allSettled(polls);
    }
  }

  #open(cursors: readonly Cursor[]): void {
    const abort = new AbortController();
    this.#abort = abort;
    this.#mode = 'open';
    const floor = new Map(cursors.map(({ partition, position }) => [partition, position]));
    // One after the other: what the one before still has to say is about a line that is no more.
    this.#pump = this.#pump.then(() => this.#follow(floor, abort));
  }

  async #follow(floor: ReadonlyMap<string, number>, abort: AbortController): Promise<void> {
    const { network, scheduler, clientId } = this.#parts;
    let patienceMs = beginMs;
    let hasBegun = false;
    const bePatient = (): void => {
      if (abort.signal.aborted) return;
      this.#stopPatience();
      this.#stopPatience = scheduler.after(patienceMs, () => abort.abort());
    };
    bePatient();
    let failure: unknown = null;
    try {
      for await (const message of network.news({ clientId: clientId() }, abort.signal)) {
        if (abort.signal.aborted) break;
        if (message.kind === 'begin') {
          hasBegun = true;
          patienceMs = message.beatMs * lateBeats;
        }
        bePatient();
        if (!this.#take(message, floor)) break;
      }
    } catch (thrown) {
      failure = thrown;
    }
    // Closed from here, or by a newer line: nobody waits for what became of this one.
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#stopPatience();
    this.#lost(failure, hasBegun);
  }

  /** False at the end. */
  #take(message: NewsMessage, floor: ReadonlyMap<string, number>): boolean {
    switch (message.kind) {
      case 'begin':
        this.#begin(message, floor);
        break;
      case 'news':
        this.#heads.set(message.partition, message.n);
        break;
      case 'beat':
        this.#losses = 0;
        this.#parts.onQuiet();
        return true;
      case 'durable':
        this.#parts.onDurable(message.through);
        return true;
      case 'end':
        return this.#end(message.why);
    }
    this.#wake();
    return true;
  }

  #begin({ heads, centralEpoch }: Extract<NewsEvent, { kind: 'begin' }>, floor: ReadonlyMap<string, number>): void {
    this.#parts.checkEpoch(centralEpoch);
    this.#partitions = new Set(heads.map(({ partition }) => partition));
    for (const { partition, n } of heads) {
      // A head behind what was taken over already is not this central's past: the feed itself has to say so.
      const isBehind = n < (floor.get(partition) ?? 0);
      this.#heads.set(partition, isBehind ? Number.POSITIVE_INFINITY : n);
    }
  }

  #end(why: Extract<NewsEvent, { kind: 'end' }>['why']): false {
    if (why === 'token-expired' || why === 'client-revoked') this.#failure = new AppError(why);
    if (why === 'access-changed') this.#needsHello = true;
    return false;
  }

  #lost(failure: unknown, hasBegun: boolean): void {
    this.#heads.clear();
    this.#partitions = null;
    if (failure !== null && !(failure instanceof AppError)) this.#parts.onBug(failure);
    if (failure instanceof AppError && meantFor.has(failure.code)) this.#failure = failure;
    if (this.#failure !== null || this.#needsHello) {
      this.#mode = 'closed';
      return this.#wake();
    }
    this.#losses += hasBegun ? 1 : heldBackSteps;
    const { random } = this.#parts;
    const isOnce = hasBegun && this.#losses < heldBackSteps;
    const askedMs = failure instanceof AppError ? waitAskedMs(failure) : 0;
    const longMs = Math.min(pollLongestMs, pollFirstMs * 2 ** Math.min(10, this.#losses - heldBackSteps));
    this.#mode = isOnce ? 'resting' : 'polling';
    this.#rest(isOnce ? spreadMs(0, reopenWithinMs, random) : askedMs + spreadMs(longMs / 2, longMs, random));
    return this.#wake();
  }

  #rest(ms: number): void {
    const stop = this.#parts.scheduler.after(ms, () => {
      this.#mode = 'closed';
      this.#wake();
    });
    this.#stopResting = () => {
      stop();
      this.#stopResting = () => undefined;
    };
  }
}

/** How long central asks to be left alone. */
export function waitAskedMs({ details }: AppError): number {
  const { seconds } = details;
  return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, 3600) * 1000 : 0;
}
