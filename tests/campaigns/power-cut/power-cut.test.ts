import { describe, expect, it } from 'vitest';
import { canRecordDisk } from '../recorded-disk/preload.ts';
import { runPowerCuts } from './run.ts';

describe.skipIf(!canRecordDisk())('a power cut at any moment (recording a disk needs Linux and a C compiler)', () => {
  it('leaves a store that opens, with every act and document that had been promised, and no plaintext', async () => {
    const report = await runPowerCuts({ images: 40, seed: 'short pass', bug: null, rounds: 4 });
    expect(report.faults).toEqual([]);
    expect(report.opened + report.salvaged).toBeGreaterThan(20);
    expect(report.acts).toBe(32);
  }, 120_000);

  it('is noticed where one kind of sync is left out', async () => {
    const report = await runPowerCuts({ images: 15, seed: 'short pass', bug: 'journal-not-synced', rounds: 3 });
    expect(report.faults.some((fault) => fault.endsWith('is lost from the journal'))).toBe(true);
  }, 120_000);
});
