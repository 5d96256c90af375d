/**
 * Real processes, killed at random moments under load, behind a proxy that cuts, delays and doubles (docs/campaigns.md).
 *
 *   npm run crash-loop -- [--cycles N] [--seed S] [--database pglite|postgres] [--bug NAME] [--list-bugs] [--json]
 */
import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.ts';
import { crashBugNamed, crashBugs } from './bugs.ts';
import { type LoopReport, loopHeld, runCrashLoop } from './loop.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string', default: 'pglite' },
    bug: { type: 'string' },
    'list-bugs': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(report: LoopReport): void {
  const { faults, kills, acts, proxy } = report;
  say(`${report.database}, seed ${report.seed}: ${report.cycles} cycles in ${report.seconds} s`);
  say(
    `  killed: cores ${kills.cores}, centrals ${kills.centrals}; stores damaged ${report.damagedStores}, rebuilt ${report.rebuiltStores}`,
  );
  say(`  acts: asked ${acts.asked}, acknowledged ${acts.acknowledged}; at central ${JSON.stringify(report.outcomes)}`);
  say(`  feed rows ${report.feedRows}, documents here ${report.documents}; proxy ${JSON.stringify(proxy)}`);
  say(
    `  acknowledged acts lost ${faults.lost.length}, doubled ${faults.doubled.length}, feed numbers wrong ${faults.feed.length}, stores that fail their check ${faults.stores.length}, other ${faults.other.length}`,
  );
  for (const [kind, list] of Object.entries(faults)) {
    for (const fault of (list as readonly string[]).slice(0, 10)) say(`    ${kind}: ${fault}`);
  }
}

async function main(): Promise<number> {
  if (values['list-bugs']) {
    for (const [name, what] of Object.entries(crashBugs)) say(`${name.padEnd(24)}${what}`);
    return 0;
  }
  const bug = values.bug === undefined ? null : crashBugNamed(values.bug);
  const report = await runCrashLoop({
    cycles: wholeNumber(values.cycles, 'cycles'),
    seed: values.seed,
    database: values.database === 'postgres' ? 'postgres' : 'pglite',
    bug,
    ...(values.json ? {} : { onCycle: say }),
  });
  if (values.json) say(JSON.stringify(report));
  else tell(report);
  if (bug !== null && !values.json) say(loopHeld(report) ? `${bug} is NOT caught` : `${bug} is caught`);
  return loopHeld(report) === (bug === null) ? 0 : 1;
}

process.exitCode = await main();
