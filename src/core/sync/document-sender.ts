import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { checkedBodyMaximumBytes } from '#shared/protocol/documents.ts';
import type { OwedContent, SyncClock, SyncOwed, SyncRandom, SyncScheduler, UploadNetwork } from './ports.ts';
import { TransferRun } from './transfer-run.ts';

export interface SenderParts {
  readonly network: UploadNetwork;
  readonly owed: SyncOwed;
  readonly clock: SyncClock;
  readonly scheduler: SyncScheduler;
  readonly random: SyncRandom;
  /** False while nothing may be sent: offline, signed out, paused. */
  readonly maySend: () => boolean;
  /** Resolves when acts and feed do not need the line. */
  readonly whenQuiet: () => Promise<void>;
  readonly onBug: (thrown: unknown) => void;
}

/** A request is to take about this long: less and round trips cost, more and a cut costs. */
const aimMs = 5000;
const leastPieceBytes = 64 * 1024;
const firstPieceBytes = 256 * 1024;

/** How often central is asked what it misses of the documents that are here. */
const askEveryMs = 5 * 60_000;

/** After these the same bytes will not be taken, whatever is tried. A person is told. */
const hopeless: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unsupported-format',
  'document-too-large',
  'document-not-found',
  'bad-request',
]);

/**
 * Brings documents up one after the other, each from the byte that central has confirmed. It keeps no place of its own:
 * central says how far an upload has come, so nothing is lost whoever dies.
 */
export class DocumentSender {
  readonly #parts: SenderParts;
  readonly #run: TransferRun;
  readonly #skipped = new Set<Sha256>();
  #pieceBytes = firstPieceBytes;
  #abort = new AbortController();
  #askedAt: number | null = null;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    const { scheduler, random } = parts;
    this.#run = new TransferRun({ scheduler, random, next: () => this.#sendNext(), cut: () => this.cut() });
  }

  start(): void {
    this.#run.start();
  }

  /** There may be more to send, or it may be possible again. */
  poke(): void {
    this.#run.forgetFailures();
    this.#skipped.clear();
    this.#run.wake();
  }

  /** Somebody else signed in: central may want other things of this device. */
  askAgain(): void {
    this.#askedAt = null;
  }

  /** What runs is given up where it stands; `poke` goes on. */
  cut(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  stop(): Promise<void> {
    return this.#run.stop();
  }

  async #sendNext(): Promise<boolean> {
    const { signal } = this.#abort;
    const next = await this.#nextOrNone(signal);
    if (next === null) return false;
    await this.#send(next, signal);
    return true;
  }

  /** A store that is being locked, or a central that cannot be asked, has no next one. */
  async #nextOrNone(signal: AbortSignal): Promise<OwedContent | null> {
    const { owed, maySend, onBug } = this.#parts;
    try {
      if (!maySend()) return null;
      const own = owed.next(this.#skipped);
      if (own !== null) return own;
      await this.#ask(signal);
      return owed.next(this.#skipped);
    } catch (thrown) {
      if (!(thrown instanceof AppError) && !signal.aborted) onBug(thrown);
      return null;
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const { network, owed, clock } = this.#parts;
    const now = Date.parse(clock.now());
    if (this.#askedAt !== null && Math.abs(now - this.#askedAt) < askEveryMs) return;
    this.#askedAt = now;
    const { documents } = await network.wantedDocuments(signal);
    owed.takeWanted(documents.map(({ sha256 }) => sha256));
  }

  async #send(content: OwedContent, signal: AbortSignal): Promise<void> {
    const { owed, onBug } = this.#parts;
    const { sha256 } = content;
    try {
      await this.#upload(content, signal);
      this.#run.forgetFailures();
      owed.noteStored(sha256);
    } catch (thrown) {
      if (signal.aborted) return;
      if (!(thrown instanceof AppError)) onBug(thrown);
      const code = thrown instanceof AppError ? thrown.code : 'internal';
      await this.#afterFailure(sha256, code);
    }
  }

  async #afterFailure(sha256: Sha256, code: ErrorCode): Promise<void> {
    const { owed, onBug } = this.#parts;
    try {
      // Central found that the whole is not this document: our own bytes are looked at before they are sent again.
      const isOurs = code === 'document-damaged' && !(await owed.isWhole(sha256));
      owed.noteProblem(sha256, code);
      if (isOurs || hopeless.has(code) || code === 'internal' || code === 'document-missing') {
        this.#skipped.add(sha256);
        return;
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) onBug(thrown);
      this.#skipped.add(sha256);
      return;
    }
    await this.#run.afterFailure();
  }

  async #upload({ sha256, sizeBytes }: OwedContent, signal: AbortSignal): Promise<void> {
    const { network, owed, clock, whenQuiet } = this.#parts;
    const begun = await network.beginUpload({ sha256, sizeBytes }, signal);
    if (begun.address === null) return;
    let offset = begun.bytesThere;
    while (offset < sizeBytes) {
      owed.noteSent(sha256, offset);
      await whenQuiet();
      signal.throwIfAborted();
      const bytes = owed.read(sha256, offset, Math.min(sizeBytes, offset + this.#pieceBytes));
      const from = Date.parse(clock.now());
      offset = await network.appendUpload({ address: begun.address, offset, bytes }, signal);
      this.#adapt(bytes.length, Date.parse(clock.now()) - from);
    }
  }

  #adapt(bytes: number, ms: number): void {
    const wished = ms <= 0 ? bytes * 2 : (bytes * aimMs) / ms;
    const next = Math.min(wished, this.#pieceBytes * 2, checkedBodyMaximumBytes);
    this.#pieceBytes = Math.max(leastPieceBytes, Math.round(next));
  }
}
