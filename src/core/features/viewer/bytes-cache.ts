/** The most recently used values up to a sum of bytes. */
export class BytesCache<Value> {
  readonly #limitBytes: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #values = new Map<string, Value>();
  #total = 0;

  constructor(limitBytes: number, sizeOf: (value: Value) => number) {
    this.#limitBytes = limitBytes;
    this.#sizeOf = sizeOf;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#drop(key);
    const size = this.#sizeOf(value);
    if (size > this.#limitBytes) return;
    this.#values.set(key, value);
    this.#total += size;
    for (const oldest of this.#values.keys()) {
      if (this.#total <= this.#limitBytes) return;
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#values.clear();
    this.#total = 0;
  }

  #drop(key: string): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#total -= this.#sizeOf(value);
  }
}
