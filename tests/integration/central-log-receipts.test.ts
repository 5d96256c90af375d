import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReceipt } from '#central/verify/check-receipt.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { type ExportedReceipt, exportedReceipt } from '#shared/protocol/exported-receipt.ts';
import { runCentral, seedCases, staff, startCentral, type TestCentral } from '#support/central.ts';
import { type CoreUnderTest, newId, startCoreWithStore } from '#support/core.ts';
import { testFolder } from '#support/test-database.ts';

const flipped = (hash: string): string => `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;

describe('a receipt, from the act to somebody who trusts nobody', () => {
  let dataDir: string;
  let central: TestCentral;
  let core: CoreUnderTest;
  let receipt: ExportedReceipt;
  let isUp = true;

  beforeAll(async () => {
    dataDir = testFolder(afterAll);
    central = await startCentral({ database: 'folder', dataDir });
    const ids = await seedCases(central.central, 2, { holder: staff.officer.officerId });
    core = await startCoreWithStore({ dataDir: testFolder(afterAll), centralUrl: central.url });
    await core.call('session.demo-sign-in', { officerId: staff.officer.officerId });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    for (const text of ['One.', 'Two.', 'Three.']) {
      const payload = { noteId: newId(), type: 'general', text, protectedPassages: [] };
      const caseId = ids[0] as CaseId;
      await core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
    }
    const ledger = { show: 'all', offset: 0, limit: 10 } as const;
    await core.until(
      'outbox.list',
      ledger,
      ({ items }) => items.length === 3 && items.every((item) => item.receipt !== null),
    );
    const { proof } = await core.call('outbox.receipt-proof', { n: 2 });
    receipt = exportedReceipt.parse(JSON.parse(proof?.exported ?? 'null'));
  });
  afterAll(async () => {
    await core?.stop();
    if (isUp) await central?.stop();
  });

  it('is checked on the device when it is looked at, and says where it stands', async () => {
    const { proof } = await core.call('outbox.receipt-proof', { n: 2 });
    expect(proof).toMatchObject({
      stream: 'CPCO',
      holds: true,
      entry: receipt.entry,
      leaf: expect.any(String) as string,
    });
    expect(await core.call('outbox.receipt-proof', { n: 99 })).toEqual({ proof: null });
    expect(await core.call('outbox.log-evidence', {})).toEqual({ exported: null });
  });

  it('holds for a third party, with the key known from elsewhere', () => {
    expect(checkReceipt(receipt, null)).toEqual([]);
    expect(checkReceipt(receipt, central.central.sync.log.identity.key)).toEqual([]);
  });

  it.each<[string, (good: ExportedReceipt) => ExportedReceipt, string[]]>([
    [
      'another text',
      (good) => ({ ...good, envelope: { ...good.envelope, payload: { text: 'Other.' } } }),
      ['act-not-signed', 'not-in-log'],
    ],
    [
      'another answer',
      (good) => ({ ...good, result: { ...good.result, receipt: { ...good.result.receipt, caseVersion: 99 } } }),
      ['not-in-log'],
    ],
    ['another place', (good) => ({ ...good, entry: good.entry + 1 }), ['not-in-log']],
    ['another path', (good) => ({ ...good, path: good.path.map(flipped) }), ['not-in-log']],
    [
      'another time of the head',
      (good) => ({
        ...good,
        head: { ...good.head, at: good.result.receipt.receivedAt.replace('2', '3') as typeof good.head.at },
      }),
      ['head-not-signed'],
    ],
    [
      'another root',
      (good) => ({ ...good, head: { ...good.head, root: flipped(good.head.root) } }),
      ['head-not-signed', 'not-in-log'],
    ],
    ['another address', (good) => ({ ...good, from: '203.0.113.9' }), ['not-in-log']],
    ['another device key', (good) => ({ ...good, deviceKey: good.log.key }), ['act-not-signed']],
    ['a key of its own', (good) => ({ ...good, log: { ...good.log, key: good.deviceKey } }), ['head-not-signed']],
  ])('does not hold with %s', (_, change, faults) => {
    expect(checkReceipt(change(structuredClone(receipt)), null)).toEqual(faults);
  });

  it('is checked by the command line without a database, and so are whole logs and kept heads', async () => {
    const folder = testFolder();
    const file = join(folder, 'receipt.json');
    writeFileSync(file, JSON.stringify(receipt));
    const { key } = receipt.log;
    const good = await runCentral(['verify', '--receipt', file, '--key', key]);
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toContain('The receipt holds.');
    const strange = await runCentral(['verify', '--receipt', file, '--key', flipped(key), '--json']);
    expect([strange.code, (JSON.parse(strange.stdout) as { faults: string[] }).faults]).toEqual([1, ['other-key']]);
    await central.stop();
    isUp = false;

    const heads = await runCentral(['heads', '--data', dataDir]);
    expect([heads.code, heads.stderr]).toEqual([0, '']);
    const kept = join(folder, 'heads.json');
    writeFileSync(kept, heads.stdout);
    const whole = await runCentral(['verify', '--data', dataDir, '--heads', kept]);
    expect([whole.code, whole.stderr]).toEqual([0, '']);
    expect(whole.stdout).toContain('Everything holds.');
    const wrong = await runCentral(['verify', '--data', dataDir, '--heads', file]);
    expect([wrong.code, wrong.stderr]).toEqual([2, `${file} is not a file of kept heads.\nTry --help.\n`]);
  });
});
