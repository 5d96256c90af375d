import { describe, expect, it } from 'vitest';
import { runCrashLoop } from './loop.ts';

describe('cores and a central that are killed under load', () => {
  it('lose, double and skip nothing, and every store passes its check', async () => {
    const report = await runCrashLoop({ cycles: 3, seed: 'short pass', database: 'pglite', bug: null });
    expect(report.faults).toEqual({ lost: [], doubled: [], feed: [], stores: [], other: [] });
    // It was a real run: somebody worked, somebody was killed.
    expect(report.acts.acknowledged).toBeGreaterThan(10);
    expect(report.kills.cores + report.kills.centrals).toBeGreaterThanOrEqual(3);
  }, 240_000);
});
