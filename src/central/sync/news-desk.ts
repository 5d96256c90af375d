import { AppError } from '#shared/errors/app-error.ts';
import { newsSpacingMs } from '#shared/protocol/news.ts';
import type { Database } from '../store/database.ts';
import { readStoredRows } from './feed-page.ts';
import type { FeedPoker } from './feed-poker.ts';
import { NewsFollower } from './news-follower.ts';
import type { NewsMessage, NewsReader } from './news-reader.ts';
import { readBeginning, readHeads, whyEnded } from './news-standing.ts';
import type { Clock, Scheduler } from './ports.ts';
import type { Watermark } from './watermark.ts';

export interface NewsDeskParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly poker: FeedPoker;
  readonly watermark: Watermark;
  readonly centralEpoch: string;
}

/** Signs of life, and with each a look whether the people and devices still stand. Below the idle limits of common proxies. */
const beatMs = 15_000;
/** Every so many beats a device is told of numbers that hold nothing for its person, so that its position keeps up. */
const beatsToCatchUp = 4;
const rowsAtOnce = 500;
const streamsOfPerson = 8;
const streamsAtMost = 5000;
const retryAfterSeconds = 60;
/** How long the database is left alone after it did not answer. */
const awayMs = 1000;

/**
 * The streams of news of one process of central. It follows the feeds for all of them together: after a poke the new rows
 * of a partition are read once, at most every `newsSpacingMs`, and each stream is told of them only where its person may
 * see one. So what is hidden wakes nobody, and a busy office costs one query however many follow it.
 */
export class NewsDesk {
  readonly #parts: NewsDeskParts;
  readonly #followers = new Set<NewsFollower>();
  /** Up to where each partition has been looked through. */
  readonly #seen = new Map<string, number>();
  readonly #due = new Set<string>();
  #isReading = false;
  #nextReadMs = 0;
  #beats = 0;
  #isStopped = false;
  #cancelRead: (() => void) | null = null;
  #cancelBeat: (() => void) | null = null;
  #stopListening: (() => void) | null = null;
  #stopWatching: (() => void) | null = null;

  constructor(parts: NewsDeskParts) {
    this.#parts = parts;
  }

  get streams(): number {
    return this.#followers.size;
  }

  /**
   * Messages until the signal aborts or the stream ends.
   *
   * @throws AppError `rate-limited` where this person, or this process, has too many streams; `client-revoked` and
   *   `not-permitted` for a device that is shut out, or that this person never said hello on; `draining`
   */
  async *follow(reader: NewsReader, signal: AbortSignal): AsyncGenerator<NewsMessage, void, undefined> {
    const { database, clock, scheduler, centralEpoch } = this.#parts;
    if (this.#followers.size === 0)
      for (const [partition, n] of await database.read(readHeads)) this.#seen.set(partition, n);
    if (signal.aborted) return;
    const follower = this.#admit(reader);
    const untilExpiry = Date.parse(reader.expiresAt) - Date.parse(clock.now());
    const cancelExpiry = scheduler.after(Math.max(0, untilExpiry), () => follower.end('token-expired'));
    // Not left to the end of the generator: nobody may ask it for another message once the line is gone.
    const leave = (): void => {
      cancelExpiry();
      signal.removeEventListener('abort', leave);
      follower.leave();
      this.#remove(follower);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      const [why, heads] = await database.read(async (db) => [
        (await whyEnded(db, [reader]))[0] ?? null,
        await readBeginning(db, reader.who),
      ]);
      if (why === 'client-revoked') throw new AppError('client-revoked');
      if (why !== null) throw new AppError('not-permitted', { why });
      follower.begin(heads);
      follower.noteDurable(this.#parts.watermark.reached(reader.clientId));
      yield { kind: 'begin', centralEpoch, beatMs, heads: [...heads].map(([partition, n]) => ({ partition, n })) };
      yield* follower.messages();
    } finally {
      leave();
    }
  }

  /** Ends all streams as draining and opens no more. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelRead?.();
    this.#cancelBeat?.();
    for (const follower of this.#followers) follower.end('draining');
  }

  #admit(reader: NewsReader): NewsFollower {
    if (this.#isStopped) throw new AppError('draining');
    const own = [...this.#followers].filter((each) => each.reader.who.officerId === reader.who.officerId);
    const older = own.filter((each) => each.reader.clientId === reader.clientId);
    if (own.length - older.length >= streamsOfPerson || this.#followers.size >= streamsAtMost)
      throw new AppError('rate-limited', { seconds: retryAfterSeconds });
    // A line that died without a word is still held open here when its device comes back.
    for (const each of older) each.end('replaced');
    const follower = new NewsFollower(reader);
    this.#followers.add(follower);
    this.#stopListening ??= this.#parts.poker.onPoke((partition) => {
      this.#due.add(partition);
      this.#readSoon(0);
    });
    this.#stopWatching ??= this.#parts.watermark.onMoved((devices) => {
      for (const each of this.#followers) each.noteDurable(devices[each.reader.clientId] ?? 0);
    });
    this.#beatLater();
    return follower;
  }

  #remove(follower: NewsFollower): void {
    this.#followers.delete(follower);
    if (this.#followers.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#cancelBeat?.();
    this.#cancelBeat = null;
  }

  #readSoon(leastMs: number): void {
    if (this.#isReading || this.#cancelRead !== null || this.#isStopped) return;
    const { clock, scheduler } = this.#parts;
    const waitMs = Math.max(0, leastMs, this.#nextReadMs - clock.elapsedMs());
    this.#cancelRead = scheduler.after(waitMs, () => {
      this.#cancelRead = null;
      void this.#readDue();
    });
  }

  async #readDue(): Promise<void> {
    this.#isReading = true;
    const startedMs = this.#parts.clock.elapsedMs();
    const partitions = [...this.#due];
    this.#due.clear();
    let isAway = false;
    for (const partition of partitions) {
      if (this.#followers.size === 0) break;
      try {
        const isNew = await this.#read(partition);
        // A look that found nothing holds up nobody who is told of something next.
        if (isNew) this.#nextReadMs = startedMs + newsSpacingMs;
      } catch {
        // The database does not answer: looked at again a little later.
        this.#due.add(partition);
        isAway = true;
      }
    }
    this.#isReading = false;
    if (this.#due.size > 0) this.#readSoon(isAway ? awayMs : 0);
  }

  /** Whether there was something. */
  async #read(partition: string): Promise<boolean> {
    const after = this.#seen.get(partition) ?? 0;
    const rows = await this.#parts.database.read((db) => readStoredRows(db, partition, after, rowsAtOnce));
    const last = rows.at(-1);
    if (last === undefined) return false;
    this.#seen.set(partition, last.n);
    for (const follower of this.#followers) follower.consider(partition, rows);
    if (rows.length === rowsAtOnce) this.#due.add(partition);
    return true;
  }

  #beatLater(): void {
    if (this.#isStopped || this.#followers.size === 0 || this.#cancelBeat !== null) return;
    this.#cancelBeat = this.#parts.scheduler.after(beatMs, () => {
      this.#cancelBeat = null;
      void this.#beat().finally(() => this.#beatLater());
    });
  }

  async #beat(): Promise<void> {
    const followers = [...this.#followers];
    const readers = followers.map((each) => each.reader);
    try {
      const ended = await this.#parts.database.read((db) => whyEnded(db, readers));
      this.#beats += 1;
      followers.forEach((follower, index) => {
        const why = ended[index] ?? null;
        if (why !== null) return follower.end(why);
        if (this.#beats % beatsToCatchUp === 0) follower.catchUp();
        return follower.beat();
      });
    } catch {
      // Without the database nothing can be vouched for: no sign of life, and who waits too long asks anew.
    }
  }
}
