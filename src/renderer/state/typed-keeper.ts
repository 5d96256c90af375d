export interface TypedEntry {
  readonly caseId: string;
  readonly field: string;
  /** Null: no longer kept. */
  readonly text: string | null;
}

export type KeepingState = 'kept' | 'keeping' | 'failed';

export interface TypedKeeperParts {
  /** Resolves to whether the core has it on disk. */
  readonly send: (entry: TypedEntry) => Promise<boolean>;
  readonly onState: (state: KeepingState) => void;
  /** Runs a step after so many milliseconds and gives back how to call it off. */
  readonly later: (run: () => void, afterMs: number) => () => void;
}

/** A moment after the last key: a fast typist's key, not each of them, costs a write to the disk. */
const restMs = 200;
/** What could not be kept (a full disk, a core that is being started again) is tried again by itself. */
const retryMs = 5_000;

const keyOf = (caseId: string, field: string): string => `${caseId} ${field}`;

/**
 * What is typed, from the key on: on the screen at once, at the core a moment after the last key (one entry a field), or
 * at once when asked to flush. Listeners are told in the same tick: a field that is drawn later than its key loses keys.
 */
export class TypedKeeper {
  readonly #parts: TypedKeeperParts;
  readonly #typed = new Map<string, string | null>();
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<string, TypedEntry>();
  #sending: Promise<void> = Promise.resolve();
  #callOff: (() => void) | null = null;
  #state: KeepingState = 'kept';

  constructor(parts: TypedKeeperParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What was typed here; null where it was taken away, undefined where nothing was typed since this keeper is there. */
  typed(caseId: string, field: string): string | null | undefined {
    return this.#typed.get(keyOf(caseId, field));
  }

  put(entry: TypedEntry): void {
    const key = keyOf(entry.caseId, entry.field);
    this.#typed.set(key, entry.text);
    for (const listener of this.#listeners) listener();
    this.#waiting.set(key, entry);
    this.#tell('keeping');
    this.#callOff?.();
    this.#callOff = this.#parts.later(() => void this.flush(), restMs);
  }

  /** Resolves when everything typed so far is on disk, or could not be brought there. */
  flush(): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    // One after the other: an older text must never arrive after a newer one.
    this.#sending = this.#sending.then(() => this.#sendAll());
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    const entries = [...this.#waiting];
    this.#waiting.clear();
    let isKept = true;
    for (const [key, entry] of entries) {
      if (await this.#parts.send(entry)) continue;
      isKept = false;
      if (!this.#waiting.has(key)) this.#waiting.set(key, entry);
    }
    if (!isKept) {
      this.#tell('failed');
      this.#callOff ??= this.#parts.later(() => void this.flush(), retryMs);
    } else if (this.#waiting.size === 0) this.#tell('kept');
  }

  #tell(state: KeepingState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#parts.onState(state);
  }
}
