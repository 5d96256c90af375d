import type { CaseId, Instant } from '#shared/model/ids.ts';
import type { WholeCaseResponse } from '#shared/protocol/whole-case.ts';

/** A person reads a few at a time; the one that came longest ago goes. */
const heldAtMost = 10;

/** A case read whole; `until` is by the device's clock. */
export interface WholeCase extends Pick<WholeCaseResponse, 'state' | 'history' | 'until'> {
  readonly readAt: Instant;
}

/**
 * Cases that a supervisor reads whole with a reason. In memory only: they are no part of what the device holds of the
 * feed, and nothing of them is left when the store is locked, another person signs in, or their time is over.
 */
export class WholeCases {
  readonly #held = new Map<CaseId, WholeCase>();
  /** When a reading ended here, so that the screen can say why the case asks for a reason again. */
  readonly #ended = new Map<CaseId, Instant>();

  put(whole: WholeCase): void {
    const { id } = whole.state;
    this.#held.delete(id);
    this.#held.set(id, whole);
    this.#ended.delete(id);
    for (const oldest of [...this.#held.keys()].slice(0, -heldAtMost)) this.#held.delete(oldest);
  }

  /** Null where there is none, or its time is over. */
  get(id: CaseId, now: Instant): WholeCase | null {
    const whole = this.#held.get(id);
    return whole !== undefined && now < whole.until ? whole : null;
  }

  endedAt(id: CaseId): Instant | null {
    return this.#ended.get(id) ?? null;
  }

  /** When the first of them ends; null where none is held. */
  nextEnd(): Instant | null {
    return [...this.#held.values()].map(({ until }) => until).sort()[0] ?? null;
  }

  /** Forgets those whose time is over; answers which. */
  endThrough(now: Instant): readonly CaseId[] {
    const over = [...this.#held].filter(([, { until }]) => until <= now);
    for (const [id, { until }] of over) {
      this.#held.delete(id);
      this.#ended.set(id, until);
    }
    return over.map(([id]) => id);
  }

  clear(): void {
    this.#held.clear();
    this.#ended.clear();
  }
}
