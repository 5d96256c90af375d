import { networkInterfaces } from 'node:os';
import type { SyncScheduler } from '../../sync/ports.ts';

export interface NetworkWatchParts {
  readonly scheduler: SyncScheduler;
  /** Milliseconds of a clock that goes on while the machine sleeps. */
  readonly nowMs: () => number;
  /** The machine's own addresses. */
  readonly addresses: () => readonly string[];
  readonly onChange: () => void;
}

/** Node tells nobody when the network changes; a look costs some 50 microseconds. */
const lookMs = 5000;

/** Tells when the machine has other addresses than before, or has slept: lines that were open then are dead. The answer stops it. */
export function watchNetwork({ scheduler, nowMs, addresses, onChange }: NetworkWatchParts): () => void {
  let known = [...addresses()].sort().join(' ');
  let lookedMs = nowMs();
  let stop = (): void => undefined;
  const look = (): void => {
    const here = [...addresses()].sort().join(' ');
    const hasSlept = nowMs() - lookedMs > 2 * lookMs;
    const isOther = here !== known;
    known = here;
    lookedMs = nowMs();
    stop = scheduler.after(lookMs, look);
    if (hasSlept || isOther) onChange();
  };
  stop = scheduler.after(lookMs, look);
  return () => stop();
}

function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.filter(({ internal }) => !internal).map(({ address }) => address);
}

export function watchThisMachine(scheduler: SyncScheduler, onChange: () => void): () => void {
  return watchNetwork({ scheduler, nowMs: Date.now, addresses: ownAddresses, onChange });
}
