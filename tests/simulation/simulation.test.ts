import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#central/store/database.ts';
import { bugNamed, bugs } from './bugs.ts';
import { proveBugs } from './campaign.ts';
import { runSeed } from './run-seed.ts';
import { patientMs } from './seeds-hold.ts';
import { openSimulationDatabase } from './simulation-database.ts';

let database: Database;
beforeAll(async () => {
  database = await openSimulationDatabase();
}, patientMs);
afterAll(() => database?.close());

interface Printed {
  readonly code: number;
  readonly text: string;
}

/** `npm run simulate -- ...`, in a process of its own. */
function simulate(...options: string[]): Promise<Printed> {
  const script = fileURLToPath(new URL('simulate.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...options], (failure, stdout) => {
      resolve({ code: failure === null ? 0 : Number(failure.code ?? 1), text: stdout });
    });
  });
}

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

  it(
    'says as JSON what it ran, with the same hash from another process',
    async () => {
      const first = await simulate('--seeds', '2', '--start', '7', '--json');
      const again = await simulate('--seeds', '2', '--start', '7', '--json');
      expect([first.code, again.code]).toEqual([0, 0]);
      const report = JSON.parse(first.text) as Record<string, unknown>;
      expect(report).toMatchObject({ start: 7, seeds: 2, bug: null, failed: [] });
      expect(report['hash']).toMatch(/^[0-9a-f]{64}$/);
      expect(report['seedsPerMinute']).toBeGreaterThan(0);
      const { hash, happenings, acts } = JSON.parse(again.text) as Record<string, unknown>;
      expect({ hash, happenings, acts }).toEqual({
        hash: report['hash'],
        happenings: report['happenings'],
        acts: report['acts'],
      });
    },
    patientMs,
  );

  it(
    'prints the seed that failed and how to run it again, and says so by its exit code',
    async () => {
      const caught = await simulate('--seeds', '20', '--bug', 'lost-refusal');
      expect(caught.code).toBe(0);
      expect(caught.text).toMatch(/seed \d+ FAILED/);
      expect(caught.text).toMatch(/whole: npm run simulate -- --seeds 1 --start \d+ --bug lost-refusal --trace/);
      const unknown = await simulate('--bug', 'no-such-bug');
      expect(unknown.code).not.toBe(0);
    },
    patientMs,
  );

  it(
    'lists its bugs, each by one name',
    async () => {
      const { text } = await simulate('--list-bugs', '--json');
      const listed = JSON.parse(text) as { name: string; what: string }[];
      expect(listed.map((bug) => bug.name)).toEqual(bugs.map((bug) => bug.name));
      expect(new Set(listed.map((bug) => bug.name)).size).toBe(bugs.length);
      expect(bugs.length).toBeGreaterThanOrEqual(10);
    },
    patientMs,
  );

  // The ones that cost few seeds; `npm run simulate -- --prove-bugs` proves all.
  it.each([
    'no-dedup',
    'ack-before-commit',
    'outbox-dropped-at-ack',
    'cursor-over-sequence',
    'number-reused',
    'answers-of-other-epoch',
    'watermark-ahead',
    'log-forks',
    'receipt-of-other-act',
  ])(
    'notices %s',
    async (name) => {
      const proofs = await proveBugs(database, 1, [bugNamed(name)]);
      expect(proofs[0]?.caughtAfter).not.toBeNull();
    },
    patientMs,
  );
});
