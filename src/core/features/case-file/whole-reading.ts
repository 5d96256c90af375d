import { AppError } from '#shared/errors/app-error.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { mayReadWhole, scopeOf } from '#shared/model/visibility.ts';
import type { WholeCaseResponse } from '#shared/protocol/whole-case.ts';
import type { SyncScheduler } from '../../sync/ports.ts';
import type { Notices } from '../notices.ts';
import { newestOpening } from '../outbox/store.ts';
import type { SyncService } from '../sync/service.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { requireCase } from './perform-act.ts';

export interface WholeReadingParts {
  readonly workspace: Workspace;
  readonly sync: Pick<SyncService, 'answered' | 'looksAt' | 'evictRead'>;
  /** Null where no address of central is known. */
  readonly central: { wholeCase(caseId: CaseId, signal: AbortSignal): Promise<WholeCaseResponse> } | null;
  readonly scheduler: SyncScheduler;
  readonly notices: Pick<Notices, 'casesChanged'>;
}

/** Gets whole cases from central for a supervisor who gave a reason, and ends each reading when its time is over. */
export class WholeReading {
  readonly #parts: WholeReadingParts;
  readonly #abort = new AbortController();
  #cancelEnd: () => void = () => undefined;

  constructor(parts: WholeReadingParts) {
    this.#parts = parts;
  }

  /**
   * The opening with its reason has to be known to central before it gives the case, so this waits for its answer.
   * Errors: `not-permitted`, `rule-refused` (no reason was given), `offline`, `central-unreachable` and others of the line.
   */
  async read(caseId: CaseId): Promise<void> {
    const { workspace, sync, central, notices } = this.#parts;
    const { actor, clock, db, openedWithReason } = workspace;
    const { state } = requireCase(workspace, caseId);
    if (!mayReadWhole(actor, scopeOf(state))) throw new AppError('not-permitted');
    const opening = openedWithReason.has(caseId) ? newestOpening(db, caseId, actor.officerId) : null;
    if (opening === null) throw new AppError('rule-refused', { refusal: 'reason-required' });
    if (central === null) throw new AppError('offline');
    await sync.answered(opening);
    const { now, until, ...whole } = await central.wholeCase(caseId, this.#abort.signal);
    // Somebody else may have signed in while the answer was on its way.
    if (workspace.session?.actor.officerId !== actor.officerId) throw new AppError('cancelled');
    const readAt = clock.now();
    workspace.wholeCases.put({ ...whole, readAt, until: later(readAt, Date.parse(until) - Date.parse(now)) });
    this.#endInTime();
    notices.casesChanged([caseId]);
    sync.looksAt(caseId);
  }

  stop(): void {
    this.#abort.abort();
    this.#cancelEnd();
    this.#parts.workspace.wholeCases.clear();
  }

  #endInTime(): void {
    const { workspace, scheduler } = this.#parts;
    this.#cancelEnd();
    const next = workspace.wholeCases.nextEnd();
    if (next === null) return;
    const leftMs = Date.parse(next) - Date.parse(workspace.clock.now());
    this.#cancelEnd = scheduler.after(Math.max(0, leftMs), () => this.#end());
  }

  /** Documents that came for a reading leave the device with it. */
  #end(): void {
    const { workspace, notices, sync } = this.#parts;
    const ended = workspace.wholeCases.endThrough(workspace.clock.now());
    for (const caseId of ended) workspace.openedWithReason.delete(caseId);
    sync.evictRead();
    notices.casesChanged(ended);
    this.#endInTime();
  }
}

function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString() as Instant;
}
