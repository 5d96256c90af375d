import { backoffMs } from './backoff.ts';
import { Pause } from './pause.ts';
import type { SyncRandom, SyncScheduler } from './ports.ts';

export interface TransferRunParts {
  readonly scheduler: SyncScheduler;
  readonly random: SyncRandom;
  /** Does the next transfer, whatever comes of it; false where there is none. Does not throw. */
  readonly next: () => Promise<boolean>;
  /** Ends the transfer that is under way. */
  readonly cut: () => void;
}

/** Transfers one after the other until it is stopped. Where there is none it waits to be woken; after failures longer each time. */
export class TransferRun {
  readonly #parts: TransferRunParts;
  readonly #pause: Pause;
  #running: Promise<void> | null = null;
  #isStopped = false;
  #failures = 0;

  constructor(parts: TransferRunParts) {
    this.#parts = parts;
    this.#pause = new Pause(parts.scheduler);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** There may be something to do. */
  wake(): void {
    this.#pause.wake();
  }

  /** What failed before is no measure of what comes: it worked, or it may now. */
  forgetFailures(): void {
    this.#failures = 0;
  }

  /** Resolves when it may be tried again. */
  afterFailure(): Promise<void> {
    this.#failures += 1;
    return this.#pause.wait(backoffMs(this.#failures, this.#parts.random));
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#parts.cut();
    this.#pause.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      if (!(await this.#parts.next())) await this.#pause.wait(null);
    }
  }
}
