import { describe, expect, it } from 'vitest';
import { canRecordDisk } from '../recorded-disk/preload.ts';
import { runFullDisk } from './full-disk.ts';
import { faultsOf } from './full-disk-faults.ts';

// Every write of a session in turn takes minutes (npm run full-disk); here are some, from its first to its last.
const parts = 15;
const beyondAll = 100_000;

describe.skipIf(!canRecordDisk())('a disk that fills up at any write (needs Linux and a C compiler)', () => {
  it('is said, loses nothing that was answered, and lets work go on when there is room again', async () => {
    const [whole] = await runFullDisk([beyondAll]);
    if (whole === undefined) throw new Error('a session on a disk with room comes to its end');
    const spread = Array.from({ length: parts }, (_, part) => Math.round((whole.writes * (part + 1)) / parts));
    const runs = await runFullDisk([1, 2, ...spread, beyondAll]);
    expect([whole, ...runs].flatMap(faultsOf)).toEqual([]);
    expect([whole, runs.at(-1)].map((run) => run?.failures)).toEqual([[], []]);
    expect(runs.filter((run) => run.failures.length > 0).length).toBeGreaterThan(10);
  }, 240_000);
});
