/** Told of devices whose number has moved. */
export type WatermarkListener = (devices: Readonly<Record<string, number>>) => void;

/** Up to which of its acts a device's answers would survive a power cut at central. */
export interface Watermark {
  /** @param last the highest number that has a result */
  through(clientId: string, last: number): number;
  /** What is worth telling a device that follows the news; 0 where every answer is safe as it is given. */
  reached(clientId: string): number;
  /** @returns what ends it */
  onMoved(listener: WatermarkListener): () => void;
}

/** A database that syncs what it commits: everything that has a result. */
export const durableWatermark: Watermark = {
  through: (_clientId, last) => last,
  reached: () => 0,
  onMoved: () => () => undefined,
};

/** A database that vouches for nothing but what it was told to: moved by whoever makes it safe. */
export class MovingWatermark implements Watermark {
  readonly #devices = new Map<string, number>();
  readonly #listeners = new Set<WatermarkListener>();

  through(clientId: string, last: number): number {
    return Math.min(last, this.reached(clientId));
  }

  reached(clientId: string): number {
    return this.#devices.get(clientId) ?? 0;
  }

  onMoved(listener: WatermarkListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  move(devices: Readonly<Record<string, number>>): void {
    const moved = Object.entries(devices).filter(([clientId, n]) => n > (this.#devices.get(clientId) ?? 0));
    for (const [clientId, n] of moved) this.#devices.set(clientId, n);
    if (moved.length === 0) return;
    for (const listener of this.#listeners) listener(Object.fromEntries(moved));
  }
}
