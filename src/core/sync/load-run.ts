import { AppError } from '#shared/errors/app-error.ts';
import type { Cursor, LoadedCase, LoadedLine, SyncDisk } from './ports.ts';

/**
 * Cases taken over in one transaction of a load, and characters of their histories: some 40 ms, so that the queue stays
 * answerable meanwhile.
 */
const casesAtOnce = 1000;
const charactersAtOnce = 1_500_000;

export interface LoadRunParts {
  readonly disk: SyncDisk;
  readonly cursor: Cursor;
  readonly checkEpoch: (epoch: string) => void;
  readonly progress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** One stream of a load, taken over in batches; each moves the cursor with its cases. */
export class LoadRun {
  readonly #parts: LoadRunParts;
  readonly #limit: number;
  /** How many cases the partition may have here. */
  readonly #room: number;
  #batch: LoadedCase[] = [];
  #characters = 0;
  #done: number;
  #expected = 0;

  constructor(parts: LoadRunParts) {
    this.#parts = parts;
    const { disk, cursor } = parts;
    const { here, limit } = disk.scope();
    this.#limit = limit;
    this.#room = limit - (here - disk.casesHere(cursor.partition));
    this.#done = cursor.loadCursor === null ? 0 : disk.casesHere(cursor.partition, cursor.loadCursor);
  }

  /** True once the load has come to its end. Errors: `scope-too-large`, `central-restored`. */
  take(line: LoadedLine): boolean {
    const { disk, cursor, checkEpoch, progress } = this.#parts;
    const { partition } = cursor;
    if (line.kind === 'header') {
      checkEpoch(line.centralEpoch);
      this.#expected = this.#done + line.cases;
      if (this.#expected > this.#room) throw this.#tooLarge(this.#limit - this.#room + this.#expected);
      disk.beginLoad(partition, line.at, this.#expected);
      progress(this.#done, this.#expected);
      return false;
    }
    if (line.kind === 'case') {
      // Whatever the header said.
      if (this.#done + this.#batch.length >= this.#room) throw this.#tooLarge(this.#limit + 1);
      this.#batch.push(line);
      this.#characters += line.texts?.history.length ?? 0;
      if (this.#batch.length >= casesAtOnce || this.#characters >= charactersAtOnce) this.flush();
      return false;
    }
    this.flush();
    disk.endLoad(partition);
    return true;
  }

  /** Takes over what has come so far. */
  flush(): void {
    if (this.#batch.length === 0) return;
    const { disk, cursor, progress, signal } = this.#parts;
    signal.throwIfAborted();
    disk.takeLoad(cursor.partition, this.#batch);
    this.#done += this.#batch.length;
    this.#batch = [];
    this.#characters = 0;
    progress(this.#done, Math.max(this.#expected, this.#done));
  }

  #tooLarge(offered: number): AppError {
    return new AppError('scope-too-large', { offered, limit: this.#limit });
  }
}
