import { describe, expect, it } from 'vitest';
import { raceHeld, runRace } from './race.ts';

describe('the feed while many write', () => {
  it('misses no row on PostgreSQL, where readers of a sequence do', async () => {
    const report = await runRace({ database: 'postgres', writers: 32, rows: 320, processes: 2, readers: 2 });
    expect(report).toMatchObject({ rows: 320, missed: 0, gaps: 0, dense: true, outOfCommitOrder: 0, wrongReceipts: 0 });
    // The same readers and the same check find what goes missing without a counter row: they can fail.
    expect(report.sequence.rows).toBe(320);
    expect(report.sequence.missed).toBeGreaterThan(0);
  }, 120_000);

  it('misses no row on PGlite, whose one connection writes in turn', async () => {
    const report = await runRace({ database: 'pglite', writers: 8, rows: 40, processes: 1, readers: 1 });
    expect(raceHeld(report)).toBe(true);
    expect(report.rows).toBe(40);
  }, 60_000);
});
