import { performance } from 'node:perf_hooks';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { startPostgres } from '#support/postgres-server.ts';
import { median, Report } from './support/report.ts';

/*
 * Central alone: what a batch of acts costs it, and how fast it gives an office's cases out. The client here checks
 * nothing and stores nothing, so these are upper bounds of what sync can reach.
 */

const cases = 5000;
const edits = 1000;
const rounds = 3;

async function measure(
  report: Report,
  kind: 'pglite' | 'postgres',
  database: 'memory' | `postgres://${string}`,
): Promise<void> {
  const test = await startCentral({ database });
  const ids = await seedCases(test.central, cases, { holder: staff.officer.officerId });
  const device = await deviceOf(test.url, staff.officer.officerId);

  const pushes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const acts = Array.from({ length: edits }, (_, index) => device.note(ids[(index * 7 + round) % cases] ?? ''));
    const start = performance.now();
    await device.push(acts.slice(0, edits / 2));
    await device.push(acts.slice(edits / 2));
    pushes.push(performance.now() - start);
  }
  const goal = kind === 'postgres' ? 500 : 1200;
  report.add(`central.${kind}.push-1000`, { value: median(pushes), unit: 'ms', runs: pushes, goal });

  const singles: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    const act = device.note(ids[index] ?? '');
    const start = performance.now();
    await device.push([act]);
    singles.push(performance.now() - start);
  }
  report.add(`central.${kind}.push-1`, { value: median(singles), unit: 'ms', runs: singles });

  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const response = await device.raw('/sync/bootstrap?partition=CPCO', { headers: { 'accept-encoding': 'identity' } });
    await response.arrayBuffer();
    rates.push((cases * 1000) / (performance.now() - start));
  }
  report.add(`central.${kind}.bootstrap`, { value: median(rates), unit: 'cases/s', runs: rates });

  const { head } = await device.feed('CPCO', 0, '&limit=1');
  const pulls: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const start = performance.now();
    await (await device.raw(`/sync/feed?partition=CPCO&after=${head - 100}&limit=100`)).arrayBuffer();
    pulls.push(performance.now() - start);
  }
  report.add(`central.${kind}.feed-100`, { value: median(pulls), unit: 'ms', runs: pulls });
  await test.stop();
}

const report = new Report(`Central alone, ${cases} cases of about 2.3 KB, all of one officer`);
await measure(report, 'pglite', 'memory');
const postgres = await startPostgres();
await measure(report, 'postgres', (await postgres.newDatabase()) as `postgres://${string}`);
await postgres.stop();
report.note('Both run on the same machine as the client, with PostgreSQL as it comes (fsync on).');
report.finish();
