/** How long a page has to stand on the screen to count as seen. */
export const seenAfterMs = 500;

/**
 * Which pages of a document were seen. A document counts as read when every page has stood drawn on the screen for half
 * a second, or when the officer says so (M); a long file is read by leafing through it, never by opening it alone.
 */
export class SeenPages {
  readonly #seen = new Set<number>();
  readonly #pageCount: number;

  constructor(pageCount: number) {
    this.#pageCount = pageCount;
  }

  get count(): number {
    return this.#seen.size;
  }

  /** @returns true once, with the page that completes the document */
  add(index: number): boolean {
    if (index < 0 || index >= this.#pageCount || this.#seen.has(index)) return false;
    this.#seen.add(index);
    return this.#seen.size === this.#pageCount;
  }
}
