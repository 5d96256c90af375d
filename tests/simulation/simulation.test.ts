import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#central/store/database.ts';
import { bugNamed, bugs } from './bugs.ts';
import { proveBugs, runCampaign } from './campaign.ts';
import { runSeed } from './run-seed.ts';
import { openSimulationDatabase } from './simulation-database.ts';

/** As many as fit into a minute of one shared core. `npm run simulate -- --seeds N` runs any number. */
const seedsInShortPass = 40;
const seedsInPart = 10;

/** A shared machine may be many times slower than a core of one's own. */
const patientMs = 600_000;

let database: Database;
beforeAll(async () => {
  database = await openSimulationDatabase();
}, patientMs);
afterAll(() => database?.close());

describe('the simulation', () => {
  it(
    'gives the same trace for the same seed, and another for another',
    async () => {
      const first = await runSeed(7, database);
      const other = await runSeed(8, database);
      const again = await runSeed(7, database);
      expect(again.trace).toEqual(first.trace);
      expect(again.traceHash).toBe(first.traceHash);
      expect(other.traceHash).not.toBe(first.traceHash);
    },
    patientMs,
  );

  it('knows each of its bugs by one name', () => {
    expect(new Set(bugs.map((bug) => bug.name)).size).toBe(bugs.length);
    expect(bugs.length).toBeGreaterThanOrEqual(10);
  });

  // The ones that cost few seeds; `npm run simulate -- --prove-bugs` proves all.
  it.each(['no-dedup', 'ack-before-commit', 'outbox-dropped-at-ack', 'cursor-over-sequence', 'number-reused'])(
    'notices %s',
    async (name) => {
      const proofs = await proveBugs(database, 1, [bugNamed(name)]);
      expect(proofs[0]?.caughtAfter).not.toBeNull();
    },
    patientMs,
  );
});

describe('sync under faults', () => {
  it.each(Array.from({ length: seedsInShortPass / seedsInPart }, (_, part) => 1 + part * seedsInPart))(
    'loses, doubles and overwrites nothing: seeds from %i',
    async (start) => {
      const { failed } = await runCampaign(database, { start, seeds: seedsInPart, bug: null, stopAtFirst: false });
      expect(failed).toEqual([]);
    },
    patientMs,
  );
});
