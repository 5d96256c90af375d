import type { NewsEndReason, NewsEvent } from '#shared/protocol/news.ts';
import type { StoredFeedRow } from './feed-page.ts';
import { planPage } from './feed-page.ts';
import type { NewsMessage, NewsReader } from './news-reader.ts';

/** One open stream: what it has been told, and what it is still to be told. A slow line gets fewer messages, never old ones. */
export class NewsFollower {
  readonly reader: NewsReader;
  readonly #news = new Map<string, number>();
  /** Up to where there was nothing for this person to see. */
  readonly #hidden = new Map<string, number>();
  #heads: ReadonlyMap<string, number> | null = null;
  /** Up to where answers are safe, and up to where that was told. */
  #durable = 0;
  #durableTold = 0;
  #ended: NewsEndReason | null = null;
  #isGone = false;
  #hasBeat = false;
  #wake = (): void => undefined;

  constructor(reader: NewsReader) {
    this.reader = reader;
  }

  /** New rows of a partition, in order: told where this person may see one of them. */
  consider(partition: string, rows: readonly StoredFeedRow[]): void {
    const shown = planPage(partition, this.reader.who, rows).findLast((row) => row.kind !== 'hidden');
    if (shown !== undefined) this.#tell(partition, shown.n);
    const last = rows.at(-1);
    if (last !== undefined && last.n !== shown?.n) this.#hidden.set(partition, last.n);
  }

  /** Tells of what was passed over because this person may see none of it. */
  catchUp(): void {
    for (const [partition, n] of this.#hidden) if (this.#heads?.has(partition) === true) this.#tell(partition, n);
    this.#hidden.clear();
  }

  /** From here on only what goes beyond these heads is news. */
  begin(heads: ReadonlyMap<string, number>): void {
    this.#heads = heads;
    const early = [...this.#news];
    this.#news.clear();
    for (const [partition, n] of early) this.#tell(partition, n);
  }

  /** Answers to this device are safe from a power cut up to this number. */
  noteDurable(through: number): void {
    this.#durable = Math.max(this.#durable, through);
    this.#wake();
  }

  beat(): void {
    this.#hasBeat = true;
    this.#wake();
  }

  end(why: NewsEndReason): void {
    this.#ended ??= why;
    this.#wake();
  }

  /** The line is gone: no more messages. */
  leave(): void {
    this.#isGone = true;
    this.#wake();
  }

  /** What is to be told, as it comes, until the end. */
  async *messages(): AsyncGenerator<NewsMessage, void, undefined> {
    while (!this.#isGone) {
      const message = this.#next();
      if (message === null) await new Promise<void>((resolve) => (this.#wake = resolve));
      else yield message;
      if (message?.kind === 'end') return;
    }
  }

  #tell(partition: string, n: number): void {
    // Something of a partition that the stream did not begin with: a case there has become theirs.
    if (this.#heads !== null && !this.#heads.has(partition)) return this.end('access-changed');
    if (n <= (this.#heads?.get(partition) ?? 0)) return undefined;
    this.#news.set(partition, n);
    return this.#wake();
  }

  #next(): NewsEvent | { readonly kind: 'beat' } | null {
    for (const [partition, n] of this.#news) {
      this.#news.delete(partition);
      return { kind: 'news', partition, n };
    }
    if (this.#durable > this.#durableTold) {
      this.#durableTold = this.#durable;
      return { kind: 'durable', through: this.#durable };
    }
    if (this.#ended !== null) return { kind: 'end', why: this.#ended };
    if (!this.#hasBeat) return null;
    this.#hasBeat = false;
    return { kind: 'beat' };
  }
}
