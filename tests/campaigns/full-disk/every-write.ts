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
import type { FullDiskRun } from './session-order.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

/** More than a session writes; it ends by itself when one was over before its write came. */
const mostWrites = 5000;

/** Sessions of one process and one central. */
const atOnce = 20;

/** In parts, so that a run that is broken off goes on with --from. */
async function runAll(writes: readonly number[]): Promise<FullDiskRun[]> {
  const runs: FullDiskRun[] = [];
  while (runs.length < writes.length) {
    const part = await runFullDisk(writes.slice(runs.length, runs.length + atOnce));
    runs.push(...part);
    const last = part.at(-1);
    const faults = part.flatMap(faultsOf);
    process.stderr.write(`${[`through write ${last?.write}: ${faults.length} faults`, ...faults].join('\n  ')}\n`);
    if (last === undefined || last.writes < last.write) break;
  }
  return runs;
}

async function main(): Promise<number> {
  if (!canRecordDisk()) {
    process.stdout.write('Not run: filling a disk needs Linux and a C compiler (cc), and one is missing here.\n');
    return 1;
  }
  const [from, every] = [wholeNumber(values.from, 'from'), Math.max(1, wholeNumber(values.every, 'every'))];
  const writes = Array.from({ length: Math.ceil((mostWrites - from) / every) }, (_, index) => from + index * every);
  const runs = await runAll(writes);
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
