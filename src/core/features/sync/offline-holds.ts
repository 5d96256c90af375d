/** Who keeps the network away for a moment, each until it lets go. Not kept over a restart. */
export class OfflineHolds {
  readonly #holds = new Set<symbol>();
  readonly #onChange: (isHeld: boolean) => void;

  constructor(onChange: (isHeld: boolean) => void) {
    this.#onChange = onChange;
  }

  get isHeld(): boolean {
    return this.#holds.size > 0;
  }

  /** Until the answer is called. */
  hold(): () => void {
    const hold = Symbol('offline');
    this.#holds.add(hold);
    this.#onChange(this.isHeld);
    return () => {
      if (this.#holds.delete(hold)) this.#onChange(this.isHeld);
    };
  }
}
