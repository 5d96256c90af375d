/** One document that came, or as much of it as came: bytes over the network, and all the time it took from asking to done. */
export interface Transfer {
  readonly bytes: number;
  readonly ms: number;
}

export interface TransferSpeed {
  readonly bytesPerSecond: number;
  /** What a document takes besides its bytes: the round trip, the check of the whole, writing it. */
  readonly msPerDocument: number;
}

/** Enough to pass over a stall, few enough to follow a change of network. */
const transfersKept = 40;

/** From so much on a document is a fair measure of the line by itself. */
const leastBytes = 16_384;

/**
 * How long documents take: a line through the last transfers, time over bytes. Its slope is the speed, where it begins is
 * what each document costs whatever its size. Without this second figure many small documents on a distant line would
 * take twice what was said.
 */
export class TransferHistory {
  readonly #kept: Transfer[] = [];

  add(transfer: Transfer): void {
    const { bytes, ms } = transfer;
    if (bytes <= 0 || ms <= 0) return;
    this.#kept.push({ bytes, ms });
    if (this.#kept.length > transfersKept) this.#kept.shift();
  }

  /** Null before anything has come that says something about the line. */
  get speed(): TransferSpeed | null {
    return this.#kept.some(({ bytes }) => bytes >= leastBytes) ? speedOf(this.#kept) : null;
  }
}

/** Least squares; where sizes are too alike or the line makes no sense, one speed for everything. */
export function speedOf(transfers: readonly Transfer[]): TransferSpeed {
  const count = transfers.length;
  const bytes = transfers.reduce((sum, each) => sum + each.bytes, 0);
  const ms = transfers.reduce((sum, each) => sum + each.ms, 0);
  const meanBytes = bytes / count;
  const meanMs = ms / count;
  const spread = transfers.reduce((sum, each) => sum + (each.bytes - meanBytes) ** 2, 0);
  const together = transfers.reduce((sum, each) => sum + (each.bytes - meanBytes) * (each.ms - meanMs), 0);
  const msPerByte = spread === 0 ? 0 : together / spread;
  const msPerDocument = meanMs - msPerByte * meanBytes;
  const isAlike = Math.sqrt(spread / count) < meanBytes / 5;
  if (isAlike || msPerByte <= 0 || msPerDocument < 0) return { bytesPerSecond: (bytes / ms) * 1000, msPerDocument: 0 };
  return { bytesPerSecond: 1000 / msPerByte, msPerDocument };
}

/** Milliseconds that so many documents of so many bytes together take, one after the other. */
export function transferMs(speed: TransferSpeed, documents: number, bytes: number): number {
  return documents * speed.msPerDocument + (bytes / speed.bytesPerSecond) * 1000;
}
