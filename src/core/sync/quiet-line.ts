/** Lets documents wait while acts and feed use the line: a decision on its way is worth more than a page that may be read tomorrow. */
export class QuietLine {
  #isBusy = false;
  #waiting: (() => void)[] = [];

  setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    if (isBusy) return;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves at once while the line is free. */
  readonly whenQuiet = (): Promise<void> => {
    if (!this.#isBusy) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  };
}
