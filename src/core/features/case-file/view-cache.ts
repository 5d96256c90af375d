import type { CaseId } from '#shared/model/ids.ts';

/** The cases looked at last, so that the next look needs no parsing. */
export class ViewCache<View> {
  readonly #limit: number;
  readonly #views = new Map<CaseId, View>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(caseId: CaseId): boolean {
    return this.#views.has(caseId);
  }

  get(caseId: CaseId): View | undefined {
    const view = this.#views.get(caseId);
    if (view !== undefined) this.set(caseId, view);
    return view;
  }

  set(caseId: CaseId, view: View): void {
    this.#views.delete(caseId);
    this.#views.set(caseId, view);
    const oldest = this.#views.size > this.#limit ? this.#views.keys().next().value : undefined;
    if (oldest !== undefined) this.#views.delete(oldest);
  }

  delete(caseId: CaseId): void {
    this.#views.delete(caseId);
  }

  clear(): void {
    this.#views.clear();
  }
}
