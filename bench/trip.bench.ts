import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putDocument, seedCases, staff, startCentral } from '#support/central.ts';
import { newId, startCoreWithStore } from '#support/core.ts';
import { paper } from '#support/paper.ts';
import { type LineShape, startShapingProxy } from '#support/shaping-proxy.ts';
import { Report } from './support/report.ts';

/**
 * "Prepare for offline" holds what it says: the estimate made before a trip is fetched, against what fetching it took,
 * over real sockets through a line of known speed. A third of the documents comes before, as the measure of the line.
 */
const lines: readonly (LineShape & { readonly name: string; readonly cases: number })[] = [
  { name: 'office', bytesPerSecond: 1_000_000, roundTripMs: 40, cases: 24 },
  { name: 'mission', bytesPerSecond: 125_000, roundTripMs: 300, cases: 12 },
];
const sizes = [30_000, 90_000, 250_000, 60_000, 400_000, 140_000];
/** What the brief allows between what was said and what it took. */
const most = 0.15;

const report = new Report('Prepare for offline: said and taken');
for (const line of lines) {
  const central = await startCentral();
  const proxy = await startShapingProxy(central.url, { ...line, bytesPerSecond: 50_000_000, roundTripMs: 0 });
  for (let each = 0; each < line.cases; each += 1) {
    const contents = [
      await putDocument(central.central, await paper(3, sizes[each % sizes.length] ?? 0)),
      await putDocument(central.central, await paper(3, sizes[(each * 5 + 3) % sizes.length] ?? 0)),
    ];
    await seedCases(central.central, 1, { holder: staff.officer.officerId, from: each + 1, contents });
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  const core = await startCoreWithStore({ dataDir, centralUrl: proxy.url });
  proxy.shape(line);
  await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
  const before = Math.floor((line.cases * 2) / 3);
  await core.until('settings.storage', {}, ({ documents }) => documents >= before);
  await core.call('sync.set-offline', { offline: true });
  const choice = { by: 'next', count: line.cases } as const;
  const { estimate } = await core.call('trip.estimate', { choice });
  const startedAt = performance.now();
  await core.call('sync.set-offline', { offline: false });
  await core.call('trip.start', { planId: newId(), choice });
  let fetchedAt = 0;
  for (;;) {
    const plan = await core.until('trip.plan', {}, (each) => each !== null).catch(() => null);
    if (plan === null) continue;
    if (fetchedAt === 0 && plan.progress.documents === plan.progress.ofDocuments) fetchedAt = performance.now();
    if (plan.checkedAt === null) {
      await core.nextEvent('trip.changed');
      continue;
    }
    const said = estimate.fetchMs ?? 0;
    report.add(`trip.${line.name}.said`, { value: said / 1000, unit: 's' });
    report.add(`trip.${line.name}.taken`, { value: plan.taken.ms / 1000, unit: 's' });
    report.add(`trip.${line.name}.wall`, { value: (fetchedAt - startedAt) / 1000, unit: 's' });
    report.add(`trip.${line.name}.off-by`, {
      value: Math.abs(said / (fetchedAt - startedAt) - 1),
      unit: 'of 1',
      goal: most,
    });
    report.add(`trip.${line.name}.bytes-off-by`, {
      value: plan.taken.bytes - estimate.bytesToFetch,
      unit: 'B',
      goal: 0,
    });
    report.note(
      `${line.name}: ${line.bytesPerSecond} B/s, ${line.roundTripMs} ms; ${estimate.documentsToFetch} documents of ${estimate.bytesToFetch} bytes; ${plan.state}`,
    );
    break;
  }
  await core.stop();
  await proxy.stop();
  await central.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
report.finish();
