import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedCases, startCentral, type TestCentral } from '#support/central.ts';
import { sql } from '../store/sql.ts';
import type { Scheduler } from './ports.ts';
import { openSnapshotKeeper, type SnapshotKeeper } from './snapshot-keeper.ts';

const partition = 'CPCO';

/** Notes how long it is asked to wait, and lets a wait be over when the test says so. */
class HeldScheduler implements Scheduler {
  readonly waits: number[] = [];
  #due: (() => void) | null = null;

  after(ms: number, run: () => void): () => void {
    this.waits.push(ms);
    this.#due = run;
    return () => (this.#due = null);
  }

  /** Until the keeper rests, or its work has come to its end. */
  async settled(keeper: SnapshotKeeper): Promise<void> {
    while (this.#due === null && keeper.running > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  go(): void {
    this.#due?.();
  }
}

describe('the keeper of the snapshots', () => {
  let test: TestCentral;
  beforeAll(async () => {
    test = await startCentral();
    await seedCases(test.central, 300);
  });
  afterAll(() => test?.stop());

  function newKeeper() {
    const scheduler = new HeldScheduler();
    let elapsed = 0;
    // Each look at the clock is 10 ms after the one before.
    const clock = { ...test.central.sync.clock, elapsedMs: () => (elapsed += 10) };
    return { keeper: openSnapshotKeeper({ database: test.central.database, clock, scheduler }), scheduler };
  }

  const blocks = async (): Promise<number> => {
    const count = sql`select count(*)::int as count from snapshot_block`;
    return (await test.central.database.read((db) => db.first<{ count: number }>(count)))?.count ?? 0;
  };

  it('waits until streams have missed so much that it is worth it, one after the other', async () => {
    const { keeper } = newKeeper();
    for (let stream = 0; stream < 14; stream += 1) {
      await keeper.noteMissing(partition, { cases: 30_000, missing: 500 });
      expect(keeper.running).toBe(0);
    }
    await keeper.noteMissing('NRBI', { cases: 30_000, missing: 500 });
    expect(keeper.running).toBe(0);
    await keeper.noteMissing(partition, { cases: 30_000, missing: 500 });
    expect(keeper.running).toBe(1);
    await keeper.stop();
  });

  it('does nothing for a few cases, nor twice at once', async () => {
    const { keeper, scheduler } = newKeeper();
    await keeper.noteMissing(partition, { cases: 400, missing: 400 });
    expect(keeper.running).toBe(0);
    await keeper.noteMissing(partition, { cases: 400, missing: 400 });
    await keeper.noteMissing(partition, { cases: 400, missing: 400 });
    expect(keeper.running).toBe(1);
    expect(scheduler.waits).toEqual([2000]);
    await keeper.stop();
    expect(keeper.running).toBe(0);
  });

  it('ends at once when central does, and begins nothing any more', async () => {
    const { keeper } = newKeeper();
    await keeper.noteMissing(partition, { cases: 600, missing: 600 });
    await keeper.stop();
    await keeper.noteMissing(partition, { cases: 600, missing: 600 });
    expect(keeper.running).toBe(0);
    expect(await blocks()).toBe(0);
  });

  it('begins when the device that was served has been left in peace, and rests longer than it works', async () => {
    const { keeper, scheduler } = newKeeper();
    await keeper.noteMissing(partition, { cases: 600, missing: 600 });
    expect(scheduler.waits).toEqual([2000]);
    for (let made = 0; keeper.running > 0; made += 1) {
      expect(await blocks()).toBe(Math.max(0, made - 1));
      scheduler.go();
      await scheduler.settled(keeper);
    }
    expect(await blocks()).toBe(16);
    expect(scheduler.waits).toEqual([2000, ...Array.from({ length: 16 }, () => 40)]);
    // Up to date, it counts from the beginning.
    await keeper.noteMissing(partition, { cases: 600, missing: 400 });
    expect(keeper.running).toBe(0);
  });
});
