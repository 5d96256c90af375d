/** Timers that fire when the test says so, and a clock that it moves. Serves the schedulers of both sides. */
export class HandTime {
  nowMs = 0;
  #timers: { readonly atMs: number; readonly run: () => void }[] = [];

  after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.nowMs + ms, run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((each) => each !== timer));
  }

  elapsedMs(): number {
    return this.nowMs;
  }

  /** How long each timer still has to run, soonest first. */
  get waits(): readonly number[] {
    return this.#timers.map(({ atMs }) => atMs - this.nowMs).sort((left, right) => left - right);
  }

  /** Time passes; what falls due runs in its order, and what it sets in motion at once is let run. */
  async pass(ms: number): Promise<void> {
    const end = this.nowMs + ms;
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      const next = this.#timers
        .filter(({ atMs }) => atMs <= end)
        .sort((left, right) => left.atMs - right.atMs)
        .at(0);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.nowMs = next.atMs;
      next.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.nowMs = end;
  }
}
