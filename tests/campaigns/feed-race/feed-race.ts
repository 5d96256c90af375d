/**
 * Many writers and readers on one feed (docs/campaigns.md).
 *
 *   npm run feed-race -- [--writers N] [--rows N] [--processes N] [--readers N] [--database postgres|pglite] [--json]
 */
import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number.ts';
import { type RaceReport, raceHeld, runRace } from './race.ts';

const { values } = parseArgs({
  options: {
    writers: { type: 'string', default: '64' },
    rows: { type: 'string', default: '5000' },
    processes: { type: 'string', default: '4' },
    readers: { type: 'string', default: '2' },
    database: { type: 'string', default: 'postgres' },
    json: { type: 'boolean', default: false },
  },
});

function say(report: RaceReport): void {
  const { database, writers, processes, readers, rows, transactionsPerSecond, sequence } = report;
  const order =
    report.outOfCommitOrder === null ? 'order of commits not asked' : `${report.outOfCommitOrder} out of commit order`;
  process.stdout.write(
    [
      `${database}: ${writers} writers in ${processes} processes, ${readers} readers, ${rows} rows, ${transactionsPerSecond} tx/s`,
      `feed:     ${report.missed} missed, ${report.gaps} gaps, ${report.dense ? 'dense' : 'NOT dense'}, ${order}, ${report.wrongReceipts} wrong receipts`,
      `sequence: ${sequence.missed} of ${sequence.rows * readers} missed (${sequence.missedPercent} %) by readers of the same transactions`,
      '',
    ].join('\n'),
  );
}

const report = await runRace({
  database: values.database === 'pglite' ? 'pglite' : 'postgres',
  writers: wholeNumber(values.writers, 'writers'),
  rows: wholeNumber(values.rows, 'rows'),
  processes: wholeNumber(values.processes, 'processes'),
  readers: wholeNumber(values.readers, 'readers'),
});
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
else say(report);
process.exitCode = raceHeld(report) ? 0 : 1;
