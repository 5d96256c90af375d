import { AppError, type ErrorDetails, toPlain } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Instant } from '#shared/model/ids.ts';
import { backoffMs, spreadMs } from './backoff.ts';
import { Exchange } from './exchange.ts';
import { NewsLine, waitAskedMs } from './news-line.ts';
import { Pause } from './pause.ts';
import type { Cursor, SyncClock, SyncDisk, SyncNetwork, SyncRandom, SyncScheduler } from './ports.ts';

export type EngineState = 'idle' | 'signed-out' | 'offline' | 'syncing' | 'up-to-date' | 'stopped';

/** What the screen is told of the exchange; what waits is counted elsewhere. */
export interface EngineStatus {
  readonly state: EngineState;
  readonly since: Instant;
  readonly problem: ErrorCode | null;
  /** Counts and limits that the problem's message names. */
  readonly details: ErrorDetails;
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly clockSkewSeconds: number | null;
  /** Acts up to this number are on their way. */
  readonly sendingThrough: number;
  /** After failures in a row; null after an exchange that reached its end, and where nothing is tried by itself. */
  readonly retry: EngineRetry | null;
}

export interface EngineRetry {
  readonly failures: number;
  readonly lastAt: Instant;
  readonly nextAt: Instant;
}

export interface EngineParts {
  readonly clock: SyncClock;
  readonly random: SyncRandom;
  readonly scheduler: SyncScheduler;
  readonly network: SyncNetwork;
  readonly disk: SyncDisk;
  readonly appVersion: string;
  /** Whether anyone is signed in, so that there is somebody to speak for. */
  readonly isSignedIn: () => boolean;
  /** The person has switched to working offline. */
  readonly isOffline: () => boolean;
  readonly onStatus: (status: EngineStatus) => void;
  /** After each complete exchange: documents may follow. */
  readonly onUpToDate: () => void;
  /** A bug, not a failure. */
  readonly onBug: (thrown: unknown) => void;
}

/** After these nothing gets better by trying again: a person has to do something. */
const needsPerson: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'token-expired',
  'token-invalid',
  'not-permitted',
  'protocol-mismatch',
  'client-forked',
  'acts-missing',
  'client-revoked',
  'signature-invalid',
  'log-key-changed',
  'log-inconsistent',
  'receipt-invalid',
  'scope-too-large',
]);

/** The exchange is begun anew at once, with a hello. */
const healsItself: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['feed-broken', 'central-restored', 'gap']);
const healingLimit = 3;

/** How long central may keep a question for news open. Below common proxy time-outs. */
const waitMs = 25_000;

/** Signs of life between two notes of it in the store: each costs a write to the disk. */
const beatsToNote = 2;

/** From this difference on the clock is said to be wrong: dates of acts are evidence. */
const skewLimitSeconds = 300;

/**
 * Keeps the device in step: hello, acts up, feed down, compare, wait for news, and over again. One exchange at a time;
 * an act or `sync.now` cuts any wait short. Everything it knows stands on disk, so it can be killed at any step.
 */
export class SyncEngine {
  readonly #parts: EngineParts;
  readonly #pause: Pause;
  /** Waits that central asked for: an act does not cut them short. */
  readonly #asked: Pause;
  readonly #exchange: Exchange;
  readonly #line: NewsLine;
  #status: EngineStatus;
  #failures = 0;
  #healings = 0;
  #beats = 0;
  #needsHello = true;
  /** The stream has told of something, and nothing else is doubted. */
  #isNews = false;
  #running: Promise<void> | null = null;
  #stopped = false;
  #abort = new AbortController();
  #news: AbortController | null = null;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#pause = new Pause(parts.scheduler);
    this.#asked = new Pause(parts.scheduler);
    const { network, disk, appVersion } = parts;
    const now = (): Instant => parts.clock.now();
    this.#status = {
      state: 'idle',
      since: now(),
      problem: null,
      details: {},
      progress: null,
      clockSkewSeconds: null,
      sendingThrough: 0,
      retry: null,
    };
    const report = {
      progress: (done: number, of: number): void => this.#tell({ progress: { done, of } }),
      sending: (sendingThrough: number): void => this.#tell({ sendingThrough }),
      behind: (): void => this.#doubt(),
    };
    this.#exchange = new Exchange({ network, disk, report, appVersion, now });
    this.#line = new NewsLine({
      network,
      scheduler: parts.scheduler,
      random: parts.random,
      clientId: () => disk.facts().clientId,
      checkEpoch: (epoch) => this.#exchange.checkEpoch(epoch),
      poll: (cursor, signal) => this.#exchange.waitForNews(cursor, waitMs, signal),
      onQuiet: () => this.#noteQuiet(),
      onDurable: (through) => this.#noteDurable(through),
      needsHello: () => disk.facts().lastAnswered > disk.facts().durableThrough,
      onBug: parts.onBug,
    });
  }

  get status(): EngineStatus {
    return this.#status;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Something to send, or somebody wants to know: any wait ends now. */
  poke(): void {
    this.#news?.abort();
    this.#pause.wake();
  }

  /** Somebody signed in or out, or switched offline: what runs is given up and the next exchange begins with a hello. */
  restart(): void {
    this.#needsHello = true;
    this.#failures = 0;
    this.#line.reset();
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#asked.endWait();
    this.#doubt();
    this.poke();
  }

  /** The machine is on another network, or was asleep: old lines are dead, and what failed before may go now. */
  networkChanged(): void {
    this.#failures = 0;
    this.#line.reset();
    this.#doubt();
    this.poke();
  }

  /** Nobody is told "up to date" again before the next exchange has reached its end. */
  #doubt(): void {
    if (this.#status.state === 'up-to-date') this.#tell({ state: 'syncing' });
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#abort.abort();
    this.#asked.endWait();
    this.poke();
    await this.#running;
    await this.#line.stop();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const { signal } = this.#abort;
      try {
        const idle = this.#reasonToIdle();
        if (idle !== null) {
          this.#tell({ state: idle, problem: null, details: {}, progress: null, retry: null });
          await this.#pause.wait(null);
          continue;
        }
        await this.#oneRound(signal);
        this.#failures = 0;
      } catch (thrown) {
        if (!signal.aborted) await this.#afterFailure(thrown);
      }
    }
  }

  #reasonToIdle(): 'signed-out' | 'offline' | null {
    if (!this.#parts.isSignedIn()) return 'signed-out';
    return this.#parts.isOffline() ? 'offline' : null;
  }

  async #oneRound(signal: AbortSignal): Promise<void> {
    const { disk } = this.#parts;
    // Also where only news was waited for: there is some, or somebody doubts it.
    this.#tell({ state: 'syncing' });
    if (this.#needsHello) await this.#greet(signal);
    await this.#exchange.push(signal);
    const isNews = this.#isNews;
    this.#isNews = false;
    for (const cursor of disk.cursors()) await this.#exchange.pull(cursor, signal, isNews);
    if (!disk.outboxIsEmpty()) return;
    this.#healings = 0;
    const { clockSkewSeconds } = this.#status;
    const isClockWrong = clockSkewSeconds !== null && Math.abs(clockSkewSeconds) > skewLimitSeconds;
    const problem = isClockWrong ? 'clock-skew' : null;
    this.#tell({ state: 'up-to-date', problem, details: {}, progress: null, retry: null });
    this.#parts.onUpToDate();
    await this.#waitForNews(disk.cursors(), signal);
  }

  async #greet(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    const before = Date.parse(clock.now());
    const { now } = await this.#exchange.hello(signal);
    const middle = (before + Date.parse(clock.now())) / 2;
    this.#tell({ clockSkewSeconds: Math.round((middle - Date.parse(now)) / 1000) });
    this.#needsHello = false;
  }

  /** Ends with news in any partition, or a poke. */
  async #waitForNews(cursors: readonly Cursor[], signal: AbortSignal): Promise<void> {
    if (cursors.length === 0) return this.#pause.wait(waitMs);
    const news = new AbortController();
    this.#news = news;
    try {
      const came = await this.#line.wait(cursors, AbortSignal.any([signal, news.signal]));
      if (came === 'hello') this.#needsHello = true;
      this.#isNews = came === 'news' && !signal.aborted && !news.signal.aborted && this.#line.mode === 'open';
    } finally {
      this.#news = null;
    }
  }

  /** A disk that cannot take the note keeps what is safe already a little longer. */
  #noteDurable(through: number): void {
    try {
      this.#parts.disk.takeDurable(through);
      this.#tell({});
    } catch (thrown) {
      if (!(thrown instanceof AppError)) this.#parts.onBug(thrown);
    }
  }

  /** What is shown is as of now. A disk that cannot take the note keeps the older one. */
  #noteQuiet(): void {
    this.#beats += 1;
    if (this.#status.state !== 'up-to-date' || this.#beats % beatsToNote !== 0) return;
    try {
      this.#parts.disk.confirm();
      this.#tell({});
    } catch (thrown) {
      if (!(thrown instanceof AppError)) this.#parts.onBug(thrown);
    }
  }

  async #afterFailure(thrown: unknown): Promise<void> {
    if (!(thrown instanceof AppError)) this.#parts.onBug(thrown);
    const { code, details } = toPlain(thrown);
    this.#needsHello = true;
    if (needsPerson.has(code)) {
      this.#line.reset();
      this.#tell({ state: 'stopped', problem: code, details, progress: null, retry: null });
      return this.#pause.wait(null);
    }
    if (healsItself.has(code) && this.#healings < healingLimit) {
      this.#healings += 1;
      this.#tell({ state: 'syncing', problem: code, details });
      return undefined;
    }
    this.#failures += 1;
    const { random } = this.#parts;
    const askedMs = thrown instanceof AppError ? waitAskedMs(thrown) : 0;
    // Who was asked to wait comes back spread over some time after it, not all at that moment.
    const againMs = askedMs > 0 ? askedMs + spreadMs(0, askedMs / 4, random) : backoffMs(this.#failures, random);
    this.#tell({ state: 'offline', problem: code, details, retry: this.#retryIn(againMs) });
    await (askedMs > 0 ? this.#asked : this.#pause).wait(againMs);
  }

  #retryIn(ms: number): EngineRetry {
    const lastAt = this.#parts.clock.now();
    return { failures: this.#failures, lastAt, nextAt: new Date(Date.parse(lastAt) + ms).toISOString() as Instant };
  }

  #tell(change: Partial<EngineStatus>): void {
    const isOther = change.state !== undefined && change.state !== this.#status.state;
    this.#status = { ...this.#status, ...(isOther ? { since: this.#parts.clock.now() } : {}), ...change };
    this.#parts.onStatus(this.#status);
  }
}
