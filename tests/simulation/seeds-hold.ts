import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#central/store/database.ts';
import { runCampaign } from './campaign.ts';
import { openSimulationDatabase } from './simulation-database.ts';

const seedsInPart = 10;

/** A shared machine may be many times slower than a core of one's own. */
export const patientMs = 600_000;

/** Runs seeds as tests, on a database of this file's own: files run side by side, so that each core has its share. */
export function seedsHold(first: number, count: number): void {
  let database: Database;
  const rates: { readonly seeds: number; readonly perMinute: number; readonly perCoreMinute: number }[] = [];

  beforeAll(async () => {
    database = await openSimulationDatabase();
  }, patientMs);
  afterAll(async () => {
    const mean = (of: (rate: (typeof rates)[number]) => number): number =>
      Math.round(rates.reduce((sum, rate) => sum + of(rate), 0) / Math.max(1, rates.length));
    const seeds = rates.reduce((sum, rate) => sum + rate.seeds, 0);
    process.stdout.write(
      `simulation: ${seeds} seeds from ${first}, ${mean((rate) => rate.perMinute)} a minute, ${mean((rate) => rate.perCoreMinute)} a minute of one core's time\n`,
    );
    await database?.close();
  });

  describe('sync under faults', () => {
    it.each(Array.from({ length: count / seedsInPart }, (_, part) => first + part * seedsInPart))(
      'loses, doubles and overwrites nothing: seeds from %i',
      async (start) => {
        const report = await runCampaign(database, { start, seeds: seedsInPart, bug: null, stopAtFirst: false });
        rates.push({
          seeds: report.seeds,
          perMinute: report.seedsPerMinute,
          perCoreMinute: report.seedsPerCoreMinute,
        });
        expect(report.failed).toEqual([]);
      },
      patientMs,
    );
  });
}
