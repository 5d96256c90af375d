/** A sample is taken over at least this much of waiting for bytes, so that small documents count with their round trips. */
const sampleMs = 500;

/** Some minutes of steady transfer: long enough to pass over a stall, short enough to follow a change of network. */
const samplesKept = 21;

/**
 * How fast documents come and go: the median over samples of pure transfer time. Pauses between documents do not count,
 * what a document waits for its first byte does.
 */
export class TransferMeter {
  readonly #samples: number[] = [];
  #bytes = 0;
  #ms = 0;

  /** Bytes that took this long, in order of time. */
  add(bytes: number, ms: number): void {
    this.#bytes += bytes;
    this.#ms += Math.max(0, ms);
    if (this.#ms < sampleMs) return;
    this.#samples.push((this.#bytes * 1000) / this.#ms);
    if (this.#samples.length > samplesKept) this.#samples.shift();
    this.#bytes = 0;
    this.#ms = 0;
  }

  /** Bytes a second; null before anything has been measured. A first transfer that is shorter than a sample counts as it is. */
  get bytesPerSecond(): number | null {
    const sorted = [...this.#samples].sort((left, right) => left - right);
    const middle = sorted[Math.floor(sorted.length / 2)];
    if (middle !== undefined) return Math.round(middle);
    return this.#bytes === 0 || this.#ms === 0 ? null : Math.round((this.#bytes * 1000) / this.#ms);
  }
}
