import { createHash } from 'node:crypto';
import type { Instant } from '#shared/model/ids.ts';
import { SeededRandom } from './seeded-random.ts';

interface Scheduled {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

const beginsAtMs = Date.parse('2026-11-20T15:00:00.000Z');

/**
 * The world of one run: its clock, its chance, and the one queue of what happens next. Whatever a happening sets in
 * motion is let come to rest before the next one, so the order of everything follows from the seed.
 */
export class World {
  readonly random: SeededRandom;
  readonly violations: string[] = [];
  readonly #lines: string[] = [];
  readonly #hash = createHash('sha256');
  #queue: Scheduled[] = [];
  #order = 0;
  #nowMs = beginsAtMs;
  /** Transactions of central's database that are under way. */
  #busy = 0;
  happened = 0;

  constructor(seed: number) {
    this.random = new SeededRandom(`dossier ${seed}`);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get sinceStartMs(): number {
    return this.#nowMs - beginsAtMs;
  }

  instant(skewMs = 0): Instant {
    return new Date(this.#nowMs + skewMs).toISOString() as Instant;
  }

  /** Calls once after that time; the answer calls it off. A promise it gives must not wait for later happenings. */
  at(afterMs: number, run: () => void | Promise<void>): () => void {
    const entry: Scheduled = { atMs: this.#nowMs + Math.max(0, afterMs), order: this.#order++, run };
    let place = this.#queue.length;
    while (place > 0 && (this.#queue[place - 1]?.atMs ?? 0) > entry.atMs) place -= 1;
    this.#queue.splice(place, 0, entry);
    return () => {
      const found = this.#queue.indexOf(entry);
      if (found >= 0) this.#queue.splice(found, 1);
    };
  }

  /** Work that goes on outside of this queue: a happening is not over before it is done. */
  async track<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** Makes the next thing happen; false where nothing is left to happen. */
  async step(): Promise<boolean> {
    const next = this.#queue.shift();
    if (next === undefined) return false;
    this.#nowMs = next.atMs;
    this.happened += 1;
    await next.run();
    await this.#rest();
    return true;
  }

  note(line: string): void {
    const text = `${String(this.sinceStartMs).padStart(8)} ${line}`;
    this.#lines.push(text);
    this.#hash.update(`${text}\n`);
  }

  /** Something that must never be. */
  violate(what: string): void {
    if (this.violations.includes(what)) return;
    this.note(`VIOLATION ${what}`);
    this.violations.push(what);
  }

  get trace(): readonly string[] {
    return this.#lines;
  }

  traceHash(): string {
    return this.#hash.copy().digest('hex');
  }

  /** All that needs no later happening has run: the database is idle and no callback is left. */
  async #rest(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#busy > 0);
  }
}
