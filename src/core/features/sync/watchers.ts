/** Those who want to know of something, as long as they do. */
export class Watchers<Seen> {
  readonly #watchers = new Set<(seen: Seen) => void>();

  /** Until the answer is called. */
  add(watcher: (seen: Seen) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  tell(seen: Seen): void {
    for (const watcher of this.#watchers) watcher(seen);
  }
}
