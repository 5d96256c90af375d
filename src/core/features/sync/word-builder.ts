import { AppError } from '#shared/errors/app-error.ts';
import type { WordIndex } from '../../search/word-index.ts';
import type { SyncScheduler } from '../../sync/ports.ts';
import type { SyncService } from './service.ts';

/**
 * Cases that changed wait so long for others: each transaction of the index costs a flush, and who does acts one after the
 * other would pay for one with each.
 */
const changedWaitMs = 2000;

/** Cases indexed in one transaction: some 15 ms, so that the queue stays answerable meanwhile. */
const casesAtOnce = 500;

export interface WordBuilderParts {
  readonly words: WordIndex;
  readonly sync: Pick<SyncService, 'status' | 'watchers'>;
  readonly scheduler: SyncScheduler;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/** Brings the word index up to what a load, the feed and acts have left for later, a little at a time, while no exchange runs. */
export class WordBuilder {
  readonly #parts: WordBuilderParts;
  #cancel: (() => void) | null = null;
  #unwatch: (() => void) | null = null;

  constructor(parts: WordBuilderParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#unwatch = this.#parts.sync.watchers.add(() => this.#goOn());
    this.#goOn();
  }

  stop(): void {
    this.#unwatch?.();
    this.#cancel?.();
  }

  #goOn(): void {
    const { scheduler, words, sync } = this.#parts;
    if (this.#cancel !== null || words.isWhole || sync.status().state === 'syncing') return;
    this.#cancel = scheduler.after(words.hasLoaded ? 0 : changedWaitMs, () => this.#step());
  }

  #step(): void {
    this.#cancel = null;
    const { words, sync, onBug } = this.#parts;
    // Told again when the exchange is over.
    if (sync.status().state === 'syncing') return;
    try {
      words.build(casesAtOnce);
    } catch (thrown) {
      // A full disk: the next change of sync tries again; until then cases are gone through when somebody looks for a word.
      if (!(thrown instanceof AppError)) onBug('words', thrown);
      return;
    }
    this.#goOn();
  }
}
