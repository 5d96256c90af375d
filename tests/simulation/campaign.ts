import { createHash } from 'node:crypto';
import type { Database } from '#central/store/database.ts';
import { type Bug, bugs } from './bugs.ts';
import { runSeed, type SeedReport } from './run-seed.ts';

export interface CampaignWish {
  readonly start: number;
  readonly seeds: number;
  readonly bug: Bug | null;
  readonly stopAtFirst: boolean;
  readonly onSeed?: (report: SeedReport) => void;
}

export interface CampaignReport {
  readonly start: number;
  readonly seeds: number;
  readonly bug: string | null;
  readonly failed: readonly Pick<SeedReport, 'seed' | 'violations' | 'traceHash'>[];
  readonly happenings: number;
  readonly acts: number;
  /** Over the trace hashes of all seeds: the same for the same code and seeds. */
  readonly hash: string;
  readonly seedsPerMinute: number;
  /** Seeds in a minute of one core's time: what does not hang on what else the machine does. */
  readonly seedsPerCoreMinute: number;
}

/** Runs seeds one after the other on one database. */
export async function runCampaign(database: Database, wish: CampaignWish): Promise<CampaignReport> {
  const { start, bug, stopAtFirst } = wish;
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  const hash = createHash('sha256');
  const failed: Pick<SeedReport, 'seed' | 'violations' | 'traceHash'>[] = [];
  let [seeds, happenings, acts] = [0, 0, 0];
  for (let seed = start; seed < start + wish.seeds; seed += 1) {
    const report = await runSeed(seed, database, bug);
    const { violations, traceHash } = report;
    seeds += 1;
    happenings += report.happened;
    acts += report.acts;
    hash.update(traceHash);
    wish.onSeed?.(report);
    if (violations.length === 0) continue;
    failed.push({ seed, violations, traceHash });
    if (stopAtFirst) break;
  }
  const minutes = (performance.now() - startedMs) / 60_000;
  const { user, system } = process.cpuUsage(startedCpu);
  return {
    start,
    seeds,
    bug: bug?.name ?? null,
    failed,
    happenings,
    acts,
    hash: hash.digest('hex'),
    seedsPerMinute: Math.round(seeds / minutes),
    seedsPerCoreMinute: Math.round(seeds / ((user + system) / 60e6)),
  };
}

export interface BugProof {
  readonly bug: string;
  /** Seeds run until it was caught; null where none of them did. */
  readonly caughtAfter: number | null;
  readonly by: string;
}

/** Seeds within which each known bug has to be caught. */
export const seedsForBug = 200;

/** Puts each known bug in and runs seeds until the checks notice it. */
export async function proveBugs(
  database: Database,
  start: number,
  chosen: readonly Bug[] = bugs,
  onProof: (proof: BugProof) => void = () => undefined,
): Promise<readonly BugProof[]> {
  const proofs: BugProof[] = [];
  for (const bug of chosen) {
    const { failed, seeds } = await runCampaign(database, { start, seeds: seedsForBug, bug, stopAtFirst: true });
    const caught = failed[0];
    const proof = {
      bug: bug.name,
      caughtAfter: caught === undefined ? null : seeds,
      by: caught?.violations[0] ?? '',
    };
    proofs.push(proof);
    onProof(proof);
  }
  return proofs;
}
