import type { WordIndex } from '../../search/word-index.ts';
import type { SyncScheduler } from '../../sync/ports.ts';

/** Cases indexed in one transaction: some 10 ms, so that the queue stays answerable meanwhile. */
const casesAtOnce = 250;

export interface WordBuilderParts {
  readonly words: WordIndex;
  readonly scheduler: SyncScheduler;
  /** Cases are not coming in just now. */
  readonly mayBuild: () => boolean;
  readonly onBug: (thrown: unknown) => void;
}

/** Brings the word index up to what a load has left for later, a little at a time, while nothing else is on. */
export class WordBuilder {
  readonly #parts: WordBuilderParts;
  #cancel: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: WordBuilderParts) {
    this.#parts = parts;
  }

  /** Something may be due, or may go on now. */
  poke(): void {
    const { scheduler, words } = this.#parts;
    if (this.#cancel !== null || this.#isStopped || words.isWhole || !this.#parts.mayBuild()) return;
    this.#cancel = scheduler.after(0, () => this.#step());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  #step(): void {
    this.#cancel = null;
    const { mayBuild, words, onBug } = this.#parts;
    if (!mayBuild()) return;
    try {
      words.build(casesAtOnce);
    } catch (thrown) {
      // A full disk: the next poke tries again; until then the cases are gone through when somebody looks for a word.
      onBug(thrown);
      return;
    }
    this.poke();
  }
}
