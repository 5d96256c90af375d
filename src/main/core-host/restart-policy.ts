/** Waits before the first, second, ... restart within the window. */
const backoffMs = [0, 250, 1_000, 2_000, 4_000] as const;

/** Crashes are counted over this long. */
const windowMs = 60_000;

/** Decides whether and when a crashed core is started again: at most five times a minute. */
export class RestartPolicy {
  #crashes: number[] = [];

  /** Milliseconds to wait, or null: give up and say so. `now` is any steady clock in milliseconds. */
  afterCrash(now: number): number | null {
    this.#crashes = this.#crashes.filter((at) => now - at < windowMs);
    const wait = backoffMs[this.#crashes.length] ?? null;
    this.#crashes.push(now);
    return wait;
  }

  /** A person asked to try again. */
  forget(): void {
    this.#crashes = [];
  }
}
