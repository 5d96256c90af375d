import { AppError } from '#shared/errors/app-error.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { SyncService } from '../sync/service.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { checkCase } from './check-case.ts';
import type { DocumentReading } from './read-document.ts';
import type { TripCases } from './trip-cases.ts';
import type { CheckedCase } from './trip-store.ts';

export interface TripCheckParts extends DocumentReading {
  readonly workspace: Workspace;
  readonly sync: Pick<SyncService, 'holdOffline' | 'noteState' | 'unavailable'>;
  readonly cases: TripCases;
  readonly caseIds: readonly CaseId[];
  /** After each case. */
  readonly onMoved: () => void;
}

/** One going-through of a plan's cases, the network off from beginning to end. */
export class TripCheck {
  readonly #parts: TripCheckParts;
  #done = 0;
  #isGivenUp = false;

  constructor(parts: TripCheckParts) {
    this.#parts = parts;
  }

  get progress(): { done: number; of: number } {
    return { done: this.#done, of: this.#parts.caseIds.length };
  }

  giveUp(): void {
    this.#isGivenUp = true;
  }

  /** Null where it was given up. Errors: those of the store and the disk. */
  async run(): Promise<ReadonlyMap<CaseId, CheckedCase> | null> {
    const { sync, workspace, vault, engine, cases, caseIds, onMoved } = this.#parts;
    // What central did not give a moment ago: the hold empties the list.
    const unavailable = new Set(sync.unavailable);
    const release = sync.holdOffline();
    const found = new Map<CaseId, CheckedCase>();
    const goOn = (): void => {
      if (this.#isGivenUp) throw new AppError('cancelled');
    };
    const noteState = sync.noteState.bind(sync);
    try {
      for (const caseId of caseIds) {
        goOn();
        found.set(caseId, await checkCase({ workspace, cases, vault, engine, unavailable, noteState, goOn }, caseId));
        this.#done += 1;
        onMoved();
      }
      return found;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'cancelled') return null;
      throw thrown;
    } finally {
      release();
    }
  }
}
