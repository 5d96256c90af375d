/**
 * Power cuts by emulation: a recorded session, and disks as they may be found after a cut at any moment (docs/campaigns.md).
 *
 *   npm run power-cut -- [--images N] [--seed S] [--bug NAME] [--list-bugs] [--json]
 */
import { parseArgs } from 'node:util';
import { canRecordDisk } from '../recorded-disk/preload.ts';
import { wholeNumber } from '../whole-number.ts';
import { type PowerBug, powerBugs, runPowerCuts } from './run.ts';

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    bug: { type: 'string' },
    'list-bugs': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function bugNamed(name: string): PowerBug {
  if (!(name in powerBugs)) throw new Error(`no bug ${name}; there are ${Object.keys(powerBugs).join(', ')}`);
  return name as PowerBug;
}

async function main(): Promise<number> {
  if (values['list-bugs']) {
    for (const [name, { what }] of Object.entries(powerBugs)) say(`${name.padEnd(24)}${what}`);
    return 0;
  }
  if (!canRecordDisk()) {
    say('Not run: recording a disk needs Linux and a C compiler (cc), and one is missing here.');
    return 1;
  }
  const bug = values.bug === undefined ? null : bugNamed(values.bug);
  const report = await runPowerCuts({
    images: wholeNumber(values.images, 'images'),
    seed: values.seed,
    bug,
    rounds: 9,
  });
  const { faults } = report;
  if (values.json) say(JSON.stringify(report));
  else {
    say(
      `seed ${report.seed}: ${report.images} images of ${report.events} events with ${report.syncs} syncs in ${report.seconds} s`,
    );
    say(
      `  ${report.acts} acts, ${report.documents} documents; opened ${report.opened}, salvaged ${report.salvaged}, before the store was made ${report.unborn}`,
    );
    say(`  faults ${faults.length}`);
    for (const fault of faults.slice(0, 12)) say(`    ${fault}`);
    if (bug !== null) say(faults.length > 0 ? `${bug} is caught` : `${bug} is NOT caught`);
  }
  return (faults.length === 0) === (bug === null) ? 0 : 1;
}

process.exitCode = await main();
