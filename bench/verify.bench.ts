import { hash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { appendAudit } from '#central/audit/audit-log.ts';
import { sql } from '#central/store/sql.ts';
import { type VerifyReport, verifyLog } from '#central/verify/verify-log.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { LogEntry } from '#shared/protocol/log-entry.ts';
import { seedCases, staff, startCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { startPostgres } from '#support/postgres-server.ts';
import { median, Report } from './support/report.ts';

/*
 * `central verify` over a log of a million entries on PostgreSQL: hashes of every entry, chain and tree apart from the
 * signatures of acts, because an Ed25519 signature costs more than a hundred times what an entry does.
 */

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } }, strict: false });
const entries = Number(values['entries']);
const inBatch = 10_000;
const acts = 10_000;
const rounds = 3;
const at = '2026-11-20T15:00:00.000Z' as Instant;

const report = new Report(`central verify, ${entries} entries of about 420 bytes, ${acts} signed acts, PostgreSQL`);
const postgres = await startPostgres();
const url = (await postgres.newDatabase()) as `postgres://${string}`;
const test = await startCentral({ database: url });
const { database, sync } = test.central;

const entry = (index: number): LogEntry => ({
  at,
  who: staff.officer.officerId,
  device: '1b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d91',
  from: '10.20.30.40',
  what: 'document:read',
  subject: hash('sha256', `document ${index}`),
  outcome: 'done',
  code: null,
  act: null,
  result: hash('sha256', `result ${index}`),
});
const appendedAt = performance.now();
for (let start = 0; start < entries; start += inBatch) {
  const batch = Array.from({ length: inBatch }, (_, index) => entry(start + index));
  await database.write((db) => appendAudit(db, sync.log, 'NRBI', batch));
}
report.add('log.append', { value: (entries * 1000) / (performance.now() - appendedAt), unit: 'entries/s' });

const ids = await seedCases(test.central, 100, { holder: staff.officer.officerId });
const device = await deviceOf(test.url, staff.officer.officerId);
for (let start = 0; start < acts; start += 500) {
  await device.push(Array.from({ length: 500 }, (_, index) => device.note(ids[(start + index) % 100] ?? '')));
}
await database.write((db) => db.run(sql`analyze`));

const hashing: number[] = [];
const signing: number[] = [];
/** Microseconds of processor time for an entry in this process; the server's come on top. */
const work: number[] = [];
let last: VerifyReport | null = null;
for (let round = 0; round < rounds; round += 1) {
  const before = process.cpuUsage();
  await verifyLog({ database, url, withActs: false });
  const { user, system } = process.cpuUsage(before);
  work.push((user + system) / entries);
  last = await verifyLog({ database, url });
  if (last.problems.length > 0) throw new Error(`the log does not hold: ${JSON.stringify(last.problems.slice(0, 3))}`);
  hashing.push((last.entries * 1000) / last.entriesMs);
  signing.push((last.acts * 1000) / last.actsMs);
}
report.add('verify.entries', {
  value: median(hashing),
  unit: 'entries/s',
  runs: hashing,
  goal: 300_000,
  better: 'higher',
});
report.add('verify.entry-work', { value: median(work), unit: 'µs', runs: work });
report.add('verify.acts', { value: median(signing), unit: 'acts/s', runs: signing });
report.add('verify.memory', { value: process.memoryUsage().rss / 2 ** 20, unit: 'MiB' });
report.note(
  'Entries: text, leaf, chain and every stored node of the tree. Acts: signature, chain of the device, entry, answer.',
);
report.finish();
await test.stop();
await postgres.stop();
