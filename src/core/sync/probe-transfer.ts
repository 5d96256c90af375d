import type { Sha256 } from '#shared/model/ids.ts';
import type { SyncClock, SyncNetwork, SyncScheduler } from './ports.ts';
import type { TransferSpeed } from './transfer-speed.ts';

export interface ProbeParts {
  readonly network: Pick<SyncNetwork, 'document'>;
  readonly clock: SyncClock;
  readonly scheduler: SyncScheduler;
}

/** Enough for a line to reach its speed, little enough for a bad one. */
const probeBytes = 512 * 1024;
const probeMs = 5000;

/**
 * Reads the beginning of what is still wanted of a document and throws it away: at most half a megabyte, at most five
 * seconds after the first byte. The wait for the first byte is what every document costs, the rest is the speed. Null
 * where nothing came in that time. Errors: of the network.
 */
export async function probeTransfer(
  parts: ProbeParts,
  ask: { readonly sha256: Sha256; readonly start: number },
): Promise<TransferSpeed | null> {
  const { network, clock, scheduler } = parts;
  const now = (): number => Date.parse(clock.now());
  const abort = new AbortController();
  const begun = now();
  let first: { readonly at: number; readonly bytes: number } | null = null;
  let bytes = 0;
  const stop = scheduler.after(probeMs, () => abort.abort());
  try {
    for await (const piece of network.document(ask, abort.signal)) {
      bytes += piece.length;
      first ??= { at: now(), bytes };
      if (bytes >= probeBytes) break;
    }
  } catch (thrown) {
    if (!abort.signal.aborted) throw thrown;
  } finally {
    stop();
    abort.abort();
  }
  if (first === null || bytes === 0) return null;
  const ms = now() - first.at;
  // All in one piece, or faster than the clock tells: the whole time is what is known.
  if (ms <= 0 || bytes === first.bytes) {
    return { bytesPerSecond: (bytes * 1000) / Math.max(1, now() - begun), msPerDocument: 0 };
  }
  return { bytesPerSecond: ((bytes - first.bytes) * 1000) / ms, msPerDocument: first.at - begun };
}
