import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Device, deviceOf } from '#support/central-device.ts';
import { median, Report } from './support/report.ts';
import { heldCases, lead, smallCase } from './sync/cases.ts';
import { startChild } from './sync/child.ts';
import { deviceFile, openCases, partition, startFilledCentral } from './sync/dossier.ts';
import type { Loaded } from './sync/play.ts';

/*
 * The first load of a device from a snapshot that is fresh, and from one whose cases have been worked on since: edits in
 * so many places that they lie in nearly every block. `--only postgres`, `--cases N`, `--rounds N`.
 */

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: 'postgres,pglite' },
    cases: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '3' },
    edits: { type: 'string', default: '0,500,5000' },
  },
});
const count = Number(options.cases);
const rounds = Number(options.rounds);
const editCounts = options.edits.split(',').map(Number);
const databases = (['postgres', 'pglite'] as const).filter((kind) => options.only.includes(kind));
const { officerId } = lead;
const report = new Report(`First loads of ${count} small cases`);
const cases = Array.from({ length: count }, (_, index) => smallCase(index));
const ids = openCases(cases.slice(0, heldCases));

async function figure(writer: Device, name: string): Promise<number> {
  const text = await (await writer.raw('/metrics')).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
}

/** Until no snapshot is being made any more, so that each load is measured for itself. */
async function untilQuiet(writer: Device): Promise<void> {
  while ((await figure(writer, 'dossier_snapshot_refreshes')) > 0) await pause(50);
}

async function edit(writer: Device, edits: number): Promise<void> {
  for (let from = 0; from < edits; from += 500) {
    const inBatch = Math.min(500, edits - from);
    await writer.push(
      Array.from({ length: inBatch }, (_, index) => writer.note(ids[(from + index) % ids.length] ?? '')),
    );
  }
}

for (const kind of databases) {
  const { central, stop } = await startFilledCentral(kind, cases);
  const writer = await deviceOf(central.url, officerId);
  await (await writer.raw(`/sync/bootstrap?partition=${partition}`)).arrayBuffer();
  await untilQuiet(writer);
  for (const edits of editCounts) {
    const rates: number[] = [];
    const deviceCpu: number[] = [];
    const centralCpu: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await edit(writer, edits);
      const before = await figure(writer, 'dossier_process_cpu_seconds_total');
      const client = startChild(deviceFile);
      const loaded = await client.ask<Loaded>('initial', { url: central.url, officerId, ids });
      await client.stop();
      if (loaded.cases !== count) throw new Error(`${loaded.cases} of ${count} cases are on the device`);
      rates.push((count * 1000) / loaded.ms);
      deviceCpu.push((loaded.cpuMs * 1000) / count);
      const after = await figure(writer, 'dossier_process_cpu_seconds_total');
      centralCpu.push(((after - before) * 1_000_000) / count);
      await untilQuiet(writer);
    }
    const name = `first-load.${kind}.${edits === 0 ? 'fresh' : `edits-${edits}`}`;
    report.add(name, { value: median(rates), unit: 'cases/s', runs: rates, goal: 40_000, better: 'higher' });
    report.add(`${name}.device-cpu`, { value: median(deviceCpu), unit: 'us/case', runs: deviceCpu });
    report.add(`${name}.central-cpu`, { value: median(centralCpu), unit: 'us/case', runs: centralCpu });
    process.stdout.write(
      `  ${name}: ${rates.map(Math.round).join(', ')} cases/s (${Math.round(performance.now() / 1000)} s)\n`,
    );
  }
  await stop();
}
report.note(
  'From signing in to everything stored and the digest equal. Processor time of the two processes, the database server not counted; central until the words stand.',
);
report.finish();
