import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { doubledMs, spreadMs } from './backoff.ts';
import type { SyncClock, SyncNetwork, SyncRandom, SyncScheduler, SyncVault, WantedDocument } from './ports.ts';
import type { TransferMeter } from './transfer-meter.ts';
import { TransferRun } from './transfer-run.ts';

export interface FetcherParts {
  readonly network: SyncNetwork;
  readonly vault: SyncVault;
  readonly clock: SyncClock;
  readonly meter: TransferMeter;
  readonly scheduler: SyncScheduler;
  readonly random: SyncRandom;
  /** False while nothing may be fetched: offline, signed out, paused, or no room left. */
  readonly mayFetch: () => boolean;
  /** Resolves when acts and feed do not need the line. */
  readonly whenQuiet: () => Promise<void>;
  readonly onBug: (thrown: unknown) => void;
  /** After each document that was asked for, whether it came or not. */
  readonly onTransfer?: (transfer: FetchedDocument) => void;
  /** While a document comes, now and then: `receiving` says how far it is. */
  readonly onReceiving?: () => void;
}

/** Often enough for a bar that moves. */
const tellEveryMs = 500;

/** Documents that central is waiting for: the first look again, the longest wait between two, and how many at a look. */
const firstLookMs = 30_000;
const longestLookMs = 10 * 60_000;
const mostAtALook = 20;

/** What asking for a document came to: bytes over the network, and the time from asking to its being checked and written. */
export interface FetchedDocument {
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly ms: number;
  /** Null where it is here now; else why not. */
  readonly failure: ErrorCode | null;
}

/**
 * Brings documents down one after the other in the order of the queue, each from the byte it stopped at. One that is
 * asked for now goes before all others: what runs is cut, kept and resumed later.
 */
export class DocumentFetcher {
  readonly #parts: FetcherParts;
  readonly #run: TransferRun;
  readonly #asked: Sha256[] = [];
  /** Not to be had for now: central has them not, or says they are not ours. */
  readonly #unavailable = new Set<Sha256>();
  /** Of these, those that somebody may still send to central, in the order in which they were asked for. */
  readonly #awaited = new Set<Sha256>();
  #looks = 0;
  #cancelLook: (() => void) | null = null;
  #current: { readonly sha256: Sha256; readonly abort: AbortController } | null = null;
  #receiving: { readonly sha256: Sha256; readonly bytesHere: number } | null = null;

  constructor(parts: FetcherParts) {
    this.#parts = parts;
    const { scheduler, random } = parts;
    this.#run = new TransferRun({ scheduler, random, next: () => this.#fetchNext(), cut: () => this.cut() });
  }

  start(): void {
    this.#run.start();
  }

  /** There may be more to fetch, or it may be possible again. */
  poke(): void {
    this.#run.forgetFailures();
    this.#unavailable.clear();
    this.#awaited.clear();
    this.#looks = 0;
    this.#cancelLook?.();
    this.#cancelLook = null;
    this.#parts.vault.lookAgain();
    this.#run.wake();
  }

  /** This one now. */
  fetchFirst(sha256: Sha256): void {
    const others = this.#asked.filter((each) => each !== sha256);
    this.#asked.splice(0, this.#asked.length, sha256, ...others);
    this.#unavailable.delete(sha256);
    if (this.#current !== null && this.#current.sha256 !== sha256) this.#current.abort.abort();
    this.#run.wake();
  }

  /** These after what was asked for before, and before all that nobody asked for. Cuts nothing. */
  fetchSoon(documents: readonly Sha256[]): void {
    for (const sha256 of documents) {
      if (!this.#asked.includes(sha256)) this.#asked.push(sha256);
      this.#unavailable.delete(sha256);
    }
    this.#run.wake();
  }

  /** The document that comes now, and how much of it is here: more than its state says until it is whole. */
  get receiving(): { readonly sha256: Sha256; readonly bytesHere: number } | null {
    return this.#receiving;
  }

  /** Asked for since the last `poke`, and not to be had: central has them not, or they are not ours. */
  get unavailable(): ReadonlySet<Sha256> {
    return this.#unavailable;
  }

  /** What runs is given up where it stands; `poke` goes on. */
  cut(): void {
    this.#current?.abort.abort();
  }

  async stop(): Promise<void> {
    await this.#run.stop();
    // What was under way may have asked for a look while it ended.
    this.#cancelLook?.();
  }

  async #fetchNext(): Promise<boolean> {
    const wanted = this.#nextOrNone();
    if (wanted === null) return false;
    await this.#fetch(wanted);
    return true;
  }

  /** A store that is being locked, or a full disk, has no next one. */
  #nextOrNone(): WantedDocument | null {
    try {
      return this.#parts.mayFetch() ? this.#next() : null;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) this.#parts.onBug(thrown);
      return null;
    }
  }

  #next(): WantedDocument | null {
    const { vault } = this.#parts;
    for (let asked = this.#asked[0]; asked !== undefined; asked = this.#asked[0]) {
      const wanted = vault.find(asked);
      if (wanted !== null && !this.#unavailable.has(asked)) return wanted;
      this.#asked.shift();
    }
    return vault.next(this.#unavailable);
  }

  async #fetch(wanted: WantedDocument): Promise<void> {
    const { clock, onBug } = this.#parts;
    const abort = new AbortController();
    const before = Date.parse(clock.now());
    const taken = { bytes: 0 };
    let failure: ErrorCode | null = null;
    let ms = 0;
    this.#current = { sha256: wanted.sha256, abort };
    try {
      await this.#receive(wanted, abort.signal, taken);
      ms = Date.parse(clock.now()) - before;
      this.#run.forgetFailures();
    } catch (thrown) {
      ms = Date.parse(clock.now()) - before;
      failure = thrown instanceof AppError ? thrown.code : 'internal';
      if (abort.signal.aborted) return;
      if (!(thrown instanceof AppError)) onBug(thrown);
      if (failure.startsWith('document-') || failure === 'internal') this.#giveUp(wanted.sha256, thrown);
      else {
        this.#noteState(wanted.sha256);
        await this.#run.afterFailure();
      }
    } finally {
      this.#current = null;
      this.#noteState(wanted.sha256);
      this.#parts.onTransfer?.({ sha256: wanted.sha256, bytes: taken.bytes, ms, failure });
    }
  }

  /** For now: the next poke tries again, or a look at what central waits for. */
  #giveUp(sha256: Sha256, thrown: unknown): void {
    this.#unavailable.add(sha256);
    if (!(thrown instanceof AppError)) return;
    try {
      if (this.#parts.vault.noteAbsent(sha256, thrown)) this.#await(sha256);
    } catch (another) {
      if (!(another instanceof AppError)) this.#parts.onBug(another);
    }
  }

  /** No feed tells that a document has come to central, so it is asked for again now and then: seldomer each time. */
  #await(sha256: Sha256): void {
    this.#awaited.delete(sha256);
    this.#awaited.add(sha256);
    if (this.#cancelLook !== null) return;
    const { scheduler, random, vault } = this.#parts;
    const ms = doubledMs(this.#looks, firstLookMs, longestLookMs);
    this.#looks += 1;
    this.#cancelLook = scheduler.after(spreadMs(ms / 2, ms, random), () => {
      this.#cancelLook = null;
      for (const due of [...this.#awaited].slice(0, mostAtALook)) {
        this.#awaited.delete(due);
        this.#unavailable.delete(due);
      }
      vault.lookAgain();
      this.#run.wake();
    });
  }

  /** What cannot be noted now is read from the vault again the next time. */
  #noteState(sha256: Sha256): void {
    try {
      this.#parts.vault.noteState(sha256);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) this.#parts.onBug(thrown);
    }
  }

  async #receive(wanted: WantedDocument, signal: AbortSignal, taken: { bytes: number }): Promise<void> {
    const { clock, meter, network, vault, whenQuiet } = this.#parts;
    const { sha256 } = wanted;
    const sink = await vault.receive(wanted);
    try {
      if (sink.bytesHere < wanted.sizeBytes) {
        await whenQuiet();
        let at = Date.parse(clock.now());
        let told = at;
        for await (const bytes of network.document({ sha256, start: sink.bytesHere }, signal)) {
          signal.throwIfAborted();
          taken.bytes += bytes.length;
          sink.take(bytes);
          const now = Date.parse(clock.now());
          meter.add(bytes.length, now - at);
          this.#receiving = { sha256, bytesHere: sink.bytesHere };
          if (now - told >= tellEveryMs || now < told) {
            told = now;
            this.#parts.onReceiving?.();
          }
          await whenQuiet();
          at = Date.parse(clock.now());
        }
      }
      if (sink.bytesHere < wanted.sizeBytes) throw new AppError('central-unreachable', { cut: true });
      await sink.finish();
    } finally {
      this.#receiving = null;
      sink.close();
    }
  }
}
