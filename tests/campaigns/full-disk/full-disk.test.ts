import { describe, expect, it } from 'vitest';
import { canRecordDisk } from '../recorded-disk/preload.ts';
import { runFullDisk } from './full-disk.ts';
import { faultsOf } from './full-disk-faults.ts';

// Every write of a session in turn takes minutes (npm run full-disk); here is each thirtieth, and one beyond the last.
const stride = 30;
const writes = [1, 2, ...Array.from({ length: 14 }, (_, index) => (index + 1) * stride), 100_000];

describe.skipIf(!canRecordDisk())('a disk that fills up at any write (needs Linux and a C compiler)', () => {
  it('is said, loses nothing that was answered, and lets work go on when there is room again', async () => {
    const runs = await runFullDisk(writes);
    expect(runs.flatMap(faultsOf)).toEqual([]);
    const unhurt = runs.at(-1);
    expect(unhurt?.failures).toEqual([]);
    // The strides reach over the whole session, from its first write to its last.
    expect(unhurt?.writes).toBeLessThan(stride * 20);
    expect(runs.filter((run) => run.failures.length > 0).length).toBeGreaterThan(10);
  }, 240_000);
});
