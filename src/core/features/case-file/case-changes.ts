import type { CaseId } from '#shared/model/ids.ts';
import type { QueueRecord } from '../queue/queue-record.ts';
import type { CaseOnDevice } from './case-on-device.ts';

interface Written {
  readonly caseId: CaseId;
  readonly record: QueueRecord;
  readonly isRenamed: boolean;
  readonly view: CaseOnDevice;
}

/** What one transaction did to cases, for memory to follow once it is written. */
export class CaseChanges {
  readonly #written = new Map<CaseId, Written>();
  readonly #dropped = new Map<CaseId, number>();

  get touched(): readonly CaseId[] {
    return [...this.#written.keys(), ...this.#dropped.keys()];
  }

  get written(): Iterable<Written> {
    return this.#written.values();
  }

  get dropped(): readonly { readonly caseId: CaseId; readonly row: number }[] {
    return [...this.#dropped].map(([caseId, row]) => ({ caseId, row }));
  }

  put(caseId: CaseId, record: QueueRecord, isRenamed: boolean, view: CaseOnDevice): void {
    const renamedBefore = this.#written.get(caseId)?.isRenamed === true;
    this.#written.set(caseId, { caseId, record, isRenamed: isRenamed || renamedBefore, view });
  }

  drop(caseId: CaseId, row: number): void {
    this.#written.delete(caseId);
    this.#dropped.set(caseId, row);
  }
}
