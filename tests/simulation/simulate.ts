/**
 * Deterministic simulation of sync (docs/simulation.md).
 *
 *   npm run simulate -- [--seeds N] [--start S] [--bug NAME] [--prove-bugs] [--list-bugs] [--json] [--trace]
 */
import { parseArgs } from 'node:util';
import type { Database } from '#central/store/database.ts';
import { bugNamed, bugs } from './bugs.ts';
import { proveBugs, runCampaign, seedsForBug } from './campaign.ts';
import type { SeedReport } from './run-seed.ts';
import { openSimulationDatabase } from './simulation-database.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    start: { type: 'string', default: '1' },
    bug: { type: 'string' },
    'prove-bugs': { type: 'boolean', default: false },
    'list-bugs': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});

/** The end of a failed run's trace is what one looks at first. */
const lastLines = 40;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wholeNumber(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number`);
  return value;
}

function tellSeed(report: SeedReport): void {
  const { seed, violations, trace, traceHash, happened, acts, faults } = report;
  if (values.trace) for (const line of trace) say(line);
  if (values.trace) say(`seed ${seed}: ${happened} happenings, ${acts} acts, trace ${traceHash}`);
  if (violations.length === 0) return;
  say(`seed ${seed} FAILED after ${happened} happenings and ${acts} acts`);
  for (const violation of violations) say(`  ${violation}`);
  say(`  faults: ${JSON.stringify(faults)}`);
  if (!values.trace) for (const line of trace.slice(-lastLines)) say(`    ${line}`);
  const bug = values.bug === undefined ? '' : ` --bug ${values.bug}`;
  say(`  trace ${traceHash}; whole: npm run simulate -- --seeds 1 --start ${seed}${bug} --trace`);
}

/** Exit code: 0 where nothing failed; with a bug, where it was caught. */
async function campaign(database: Database, seeds: number, start: number): Promise<number> {
  const bug = values.bug === undefined ? null : bugNamed(values.bug);
  const stopAtFirst = bug !== null;
  const onSeed = values.json ? () => undefined : tellSeed;
  const report = await runCampaign(database, { seeds, start, bug, stopAtFirst, onSeed });
  const { failed } = report;
  if (values.json) say(JSON.stringify(report));
  else {
    const end = `${report.happenings} happenings, ${report.acts} acts, ${report.seedsPerMinute} seeds a minute (${report.seedsPerCoreMinute} of one core's time)`;
    say(`${report.seeds} seeds from ${start}: ${failed.length} failed; ${end}; hash ${report.hash.slice(0, 16)}`);
    if (bug !== null) say(failed.length > 0 ? `${bug.name} is caught` : `${bug.name} is NOT caught`);
  }
  return (bug === null) === (failed.length === 0) ? 0 : 1;
}

async function prove(database: Database, start: number): Promise<number> {
  const proofs = await proveBugs(database, start, bugs, ({ bug, caughtAfter, by }) => {
    if (values.json) return;
    say(
      `${bug.padEnd(30)}${caughtAfter === null ? `NOT caught in ${seedsForBug} seeds` : `caught after ${caughtAfter}: ${by}`}`,
    );
  });
  if (values.json) say(JSON.stringify(proofs));
  return proofs.every((proof) => proof.caughtAfter !== null) ? 0 : 1;
}

async function main(): Promise<number> {
  if (values['list-bugs']) {
    if (values.json) say(JSON.stringify(bugs.map(({ name, what }) => ({ name, what }))));
    else for (const { name, what } of bugs) say(`${name.padEnd(30)}${what}`);
    return 0;
  }
  const database = await openSimulationDatabase();
  const start = wholeNumber(values.start, 'start');
  const code = values['prove-bugs']
    ? await prove(database, start)
    : await campaign(database, wholeNumber(values.seeds, 'seeds'), start);
  await database.close();
  return code;
}

process.exitCode = await main();
