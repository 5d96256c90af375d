import { AppError } from '#shared/errors/app-error.ts';
import type { LineParts } from './sim-network.ts';

/** The device's end of a stream: texts in the order they were sent, until its end or its failure. */
export class SimStream {
  readonly #parts: LineParts;
  readonly #come: string[] = [];
  #arrivesAtMs = 0;
  #isOver = false;
  #failure: AppError | null = null;
  #wake = (): void => undefined;

  constructor(parts: LineParts, signal: AbortSignal) {
    this.#parts = parts;
    const giveUp = (): void => this.#close(new AppError('central-unreachable', { why: 'given up' }));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
  }

  send(delayMs: number, text: string): void {
    this.#later(delayMs, () => {
      if (this.#isOver) return;
      this.#come.push(text);
      this.#wake();
    });
  }

  end(failure: AppError | null): void {
    this.#later(0, () => this.#close(failure));
  }

  /** The next text; null at the end. Never answers where the process that waits is no more. */
  async next(): Promise<string | null> {
    for (;;) {
      const text = this.#come.shift();
      if (text !== undefined) return text;
      if (this.#failure !== null) throw this.#failure;
      if (this.#isOver) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #close(failure: AppError | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#failure = failure;
    this.#wake();
  }

  /** After all that was sent before. */
  #later(delayMs: number, run: () => void): void {
    const { world, isAlive } = this.#parts;
    this.#arrivesAtMs = Math.max(this.#arrivesAtMs, world.nowMs + delayMs);
    world.at(this.#arrivesAtMs - world.nowMs, () => {
      if (isAlive()) run();
    });
  }
}
