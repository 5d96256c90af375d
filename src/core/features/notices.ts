import type { CoreEventName, CoreEventPayload } from '#shared/contract/events.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CaseId } from '#shared/model/ids.ts';

export type Broadcast = <Name extends CoreEventName>(name: Name, payload: CoreEventPayload<Name>) => void;

/** Cases named one by one; more than that and a list reads everything anew anyway. */
const namedAtMost = 100;

/** Between two tellings: during a load the windows are to read anew a few times a second, not at every batch. */
const leastGapMs = 50;

/** What became stale is told once, however many acts and feed rows made it so: at once, and then not again for a moment. */
export class Notices {
  readonly #broadcast: Broadcast;
  readonly #pending = new Map<string, () => void>();
  #cases: Set<CaseId> | null = new Set();
  #isResting = false;

  constructor(broadcast: Broadcast) {
    this.#broadcast = broadcast;
  }

  /** The payload is asked for when it is sent. */
  tell<Name extends CoreEventName>(name: Name, payload: () => CoreEventPayload<Name>, key: string = name): void {
    if (this.#pending.size === 0 && !this.#isResting) setImmediate(() => this.#flush());
    this.#pending.set(key, () => this.#broadcast(name, payload()));
  }

  /** Null: too many to name. */
  casesChanged(cases: readonly CaseId[] | null): void {
    if (cases === null) this.#cases = null;
    else for (const caseId of cases) this.#cases?.add(caseId);
    if (this.#cases !== null && this.#cases.size > namedAtMost) this.#cases = null;
    this.tell('cases.changed', () => this.#takeCases());
  }

  #takeCases(): CoreEventPayload<'cases.changed'> {
    const cases = this.#cases === null ? null : [...this.#cases];
    this.#cases = new Set();
    return { cases };
  }

  #flush(): void {
    const due = [...this.#pending.values()];
    this.#pending.clear();
    if (due.length === 0) {
      this.#isResting = false;
      return;
    }
    this.#isResting = true;
    setTimeout(() => this.#flush(), leastGapMs).unref();
    for (const send of due) attempt(send);
  }
}

/** A store that was locked between the change and its telling has nothing to tell any more. */
function attempt(send: () => void): void {
  try {
    send();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
  }
}
