import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Instant } from '#shared/model/ids.ts';
import { putDocument, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { databaseKinds, startCentralOn } from '#support/central-on.ts';
import { testFolder } from '#support/test-database.ts';

const { officer } = staff;

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Parses the text format of Prometheus 0.0.4; throws at a line that is none. */
function parseExposition(text: string): readonly Sample[] {
  const typed = new Set<string>();
  return text.split('\n').flatMap((line): Sample[] => {
    if (line === '' || line.startsWith('# HELP ')) return [];
    const type = /^# TYPE ([a-z_:][\w:]*) (counter|gauge|histogram|summary)$/i.exec(line);
    if (type?.[1] !== undefined) {
      if (typed.has(type[1])) throw new Error(`twice: ${line}`);
      typed.add(type[1]);
      return [];
    }
    const sample = /^([a-z_:][\w:]*)(?:\{(.*)\})? ([-+]?[\d.]+(?:e[-+]?\d+)?|NaN|[-+]Inf)$/i.exec(line);
    if (sample?.[1] === undefined) throw new Error(`no sample: ${line}`);
    const family = sample[1].replace(/_(bucket|sum|count|total)$/, '');
    if (!typed.has(sample[1]) && !typed.has(family)) throw new Error(`no type: ${line}`);
    const labels = [...(sample[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"(?:,|$)/g)];
    return [
      {
        name: sample[1],
        labels: Object.fromEntries(labels.map(([, key = '', value = '']) => [key, value])),
        value: Number(sample[3]?.replace('Inf', 'Infinity')),
      },
    ];
  });
}

const valueIn = (
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined =>
  samples.find(
    (each) => each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value),
  )?.value;

const figuresOf = async (central: TestCentral): Promise<readonly Sample[]> =>
  parseExposition(await (await fetch(`${central.url}/metrics`)).text());

describe.each(databaseKinds)('figures of a central on %s', (kind) => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentralOn(kind);
  }, 120_000);
  afterAll(() => central?.stop());

  it('count what was done, in a form that Prometheus reads, and name nobody', async () => {
    const bytes = Buffer.from('%PDF-1.4 some document');
    const { sha256, sizeBytes } = await putDocument(central.central, bytes);
    const contents = [{ sha256, sizeBytes }];
    const [caseId = ''] = await seedCases(central.central, 1, { holder: officer.officerId, contents });
    const device = await deviceOf(central.url, officer.officerId);
    await device.push([device.note(caseId), device.note(caseId)]);
    await device.push([device.act({ caseId, type: 'case.take', payload: {}, records: { assignment: 7 } })]);
    await device.request('/sync/feed?partition=1');
    await device.request(`/documents/${sha256}`);

    const response = await fetch(`${central.url}/metrics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const text = await response.text();
    const samples = parseExposition(text);
    const valueOf = (name: string, labels: Record<string, string> = {}): number | undefined =>
      valueIn(samples, name, labels);
    expect(valueOf('dossier_commands_total', { outcome: 'accepted' })).toBe(2);
    expect(valueOf('dossier_commands_total', { outcome: 'refused' })).toBe(1);
    expect(valueOf('dossier_command_batch_size_count')).toBe(2);
    const pushes = { method: 'POST', route: '/sync/commands', status: '200' };
    expect(valueOf('dossier_http_request_seconds_count', pushes)).toBe(2);
    expect(valueOf('dossier_http_refused_total', { code: 'bad-request' })).toBe(1);
    const { head } = await device.feed('CPCO', 0);
    expect(valueOf('dossier_feed_head', { partition: 'CPCO' })).toBe(head);
    expect(valueOf('dossier_document_bytes_sent_total')).toBe(bytes.length);
    expect(valueOf('dossier_audit_entries', { stream: 'CPCO' })).toBeGreaterThan(0);
    expect(valueOf('dossier_transaction_seconds_count', { mode: 'write', result: 'done' })).toBeGreaterThan(2);
    expect(valueOf('dossier_database_up')).toBe(1);
    expect(valueOf('dossier_database_info', { kind })).toBe(1);
    expect(valueOf('dossier_news_streams')).toBe(0);
    if (kind === 'postgres') expect(valueOf('dossier_database_connections', { state: 'open' })).toBeGreaterThan(0);
    expect(valueOf('dossier_process_cpu_seconds_total')).toBeGreaterThan(0);
    for (const secret of [officer.officerId, officer.name, caseId, device.clientId, device.token, sha256, 'V1'])
      expect(text).not.toContain(secret);
  });

  it('are for this machine, and not for what a proxy on it hands on', async () => {
    const forwarded = await fetch(`${central.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(forwarded.status).toBe(403);
  });
});

describe('figures with a token', () => {
  it('are for who bears it, from wherever', async () => {
    const central = await startCentral({ server: { metricsToken: 'of-the-watch' } });
    onTestFinished(() => central.stop());
    const ask = async (authorization?: string) =>
      (
        await fetch(`${central.url}/metrics`, {
          headers: { 'x-forwarded-for': '203.0.113.7', ...(authorization === undefined ? {} : { authorization }) },
        })
      ).status;
    expect(await ask()).toBe(403);
    expect(await ask('Bearer another')).toBe(403);
    expect(await ask('Bearer of-the-watch')).toBe(200);
  });
});

describe('figures of the copies of PGlite', () => {
  it('tell the age of the newest, whether it is behind, its size and time, and what failed', async () => {
    let seconds = Date.parse('2026-11-23T09:00:00.000Z') / 1000;
    const clock = { now: () => new Date(seconds * 1000).toISOString() as Instant, elapsedMs: () => seconds * 1000 };
    const copyEveryMs = 24 * 60 * 60 * 1000;
    const dataDir = testFolder();
    const central = await startCentral({ database: 'folder', dataDir, clock, copyEveryMs });
    onTestFinished(() => central.stop());
    const { copies } = central.central;
    seconds += 90;
    const before = await figuresOf(central);
    const standing = (samples: readonly Sample[]): unknown[] =>
      ['age_seconds', 'behind', 'seconds_count', 'database_bytes'].map((name) =>
        valueIn(samples, `dossier_copy_${name}`),
      );
    expect(standing(before)).toEqual([90, 1, undefined, 0]);

    const place = join(dataDir, 'pglite-copies');
    writeFileSync(place, 'where the copies should be');
    expect(await copies?.copyNow()).toBe(false);
    rmSync(place);
    seconds += 10;
    const failed = await figuresOf(central);
    expect(valueIn(failed, 'dossier_copy_failures_total', { code: 'internal' })).toBe(1);
    expect(standing(failed)).toEqual([100, 1, undefined, 0]);

    expect(await copies?.copyNow()).toBe(true);
    seconds += 5;
    const made = await figuresOf(central);
    expect(standing(made)).toEqual([5, 0, 1, expect.any(Number)]);
    const size = valueIn(made, 'dossier_copy_database_bytes') ?? 0;
    expect(size).toBeGreaterThan(1_000_000);
    const written = valueIn(made, 'dossier_copy_written_bytes_total') ?? 0;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThanOrEqual(size);
    for (const part of ['held', 'whole']) expect(valueIn(made, 'dossier_copy_seconds_count', { part })).toBe(1);

    await seedCases(central.central, 1, { holder: officer.officerId });
    const later = await figuresOf(central);
    expect(standing(later).slice(0, 2)).toEqual([5, 1]);
  }, 60_000);

  it('are not told where there are none', async () => {
    const central = await startCentral();
    onTestFinished(() => central.stop());
    const names = (await figuresOf(central)).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('dossier_copy_'))).toEqual([]);
  });
});
