import type { SyncScheduler } from './ports.ts';

/** A wait that can be cut short: by `wake`, which is remembered when nobody waits yet. */
export class Pause {
  readonly #scheduler: SyncScheduler;
  #wake: (() => void) | null = null;
  #woken = false;

  constructor(scheduler: SyncScheduler) {
    this.#scheduler = scheduler;
  }

  wake(): void {
    if (this.#wake === null) this.#woken = true;
    else this.#wake();
  }

  /** Ends a wait that is under way; nothing is remembered where there is none. */
  endWait(): void {
    this.#wake?.();
  }

  /** Null waits until woken. */
  wait(ms: number | null): Promise<void> {
    if (this.#woken) {
      this.#woken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const done = (): void => {
        stop();
        this.#wake = null;
        resolve();
      };
      const stop = ms === null ? () => undefined : this.#scheduler.after(ms, done);
      this.#wake = done;
    });
  }
}
