/**
 * A whole session of a real core once for each of its writes, the disk full from that write on (docs/campaigns.md).
 *
 *   npm run full-disk -- [--from K] [--every N] [--json]
 */
import { parseArgs } from 'node:util';
import { canRecordDisk } from '../recorded-disk/preload.ts';
import { wholeNumber } from '../whole-number.ts';
import { runFullDisk } from './full-disk.ts';
import { faultsOf } from './full-disk-faults.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

/** More than a session writes; it ends by itself when one was over before its write came. */
const mostWrites = 5000;

async function main(): Promise<number> {
  if (!canRecordDisk()) {
    process.stdout.write('Not run: filling a disk needs Linux and a C compiler (cc), and one is missing here.\n');
    return 1;
  }
  const [from, every] = [wholeNumber(values.from, 'from'), Math.max(1, wholeNumber(values.every, 'every'))];
  const writes = Array.from({ length: Math.ceil((mostWrites - from) / every) }, (_, index) => from + index * every);
  const runs = await runFullDisk(writes);
  const faults = runs.flatMap(faultsOf);
  const refused = runs.filter((run) => run.failures.length > 0).length;
  const report = { runs: runs.length, refused, writes: runs.at(-1)?.writes ?? 0, faults };
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    process.stdout.write(
      `${report.runs} sessions of ${report.writes} writes, each with the disk full from another one on\n`,
    );
    process.stdout.write(`  ${refused} said so, faults ${faults.length}\n`);
    for (const fault of faults.slice(0, 20)) process.stdout.write(`    ${fault}\n`);
  }
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = await main();
