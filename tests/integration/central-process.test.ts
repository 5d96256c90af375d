import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCentral } from '#central/central.ts';
import { makePack, writePack } from '#support/case-pack.ts';
import { putStaff, runCentral, staff, startCentralProcess } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';

describe('central as a process', () => {
  let dataDir: string;
  let pack: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dossier-process-'));
    const central = await openCentral({ dataDir, databaseUrl: null, demo: true });
    await putStaff(central);
    await central.close();
    pack = await writePack(join(dataDir, 'pack'), await makePack('V123123123'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('explains itself, and what is wrong with a command', async () => {
    const [help, wrong, port] = await Promise.all([
      runCentral(['--help']),
      runCentral(['destroy']),
      runCentral(['serve', '--port', '99999']),
    ]);
    expect([help.code, help.stdout.slice(0, 6)]).toEqual([0, 'Usage:']);
    expect([wrong.code, wrong.stderr]).toEqual([2, 'There is no command "destroy".\nTry --help.\n']);
    expect([port.code, port.stderr]).toEqual([2, '--port takes a number from 0 to 65535\nTry --help.\n']);
  });

  it('imports a pack, serves it, refuses a second process on its folder, stops in order, and exports the case', async () => {
    const imported = await runCentral(['import', pack, '--data', dataDir, '--assign', staff.officer.officerId]);
    expect([imported.code, imported.stderr]).toEqual([0, '']);
    const { caseId } = JSON.parse(imported.stdout) as { caseId: string };

    const central = await startCentralProcess({ dataDir });
    const device = await deviceOf(central.url, staff.officer.officerId);
    const { results } = await device.push([device.note(caseId, 'Reçu, à examiner.')]);
    expect(results[0]?.outcome).toBe('accepted');
    const second = await runCentral(['export', caseId, '--data', dataDir]);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toContain('Another process holds this data folder');
    expect(await central.stop()).toBe(0);

    const exported = await runCentral(['export', 'V123123123', '--data', dataDir]);
    const value = JSON.parse(exported.stdout) as {
      acts: { envelope: { n: number } }[];
      state: { notes: { text: string }[] };
    };
    expect(value.acts.map((act) => act.envelope.n)).toEqual([1]);
    expect(value.state.notes[0]?.text).toBe('Reçu, à examiner.');

    const again = await runCentral(['import', pack, '--data', dataDir]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('number-exists  application.number');
    const none = await runCentral(['export', 'V000000000', '--data', dataDir]);
    expect([none.code, none.stderr]).toEqual([2, 'There is no such case here.\nTry --help.\n']);
  }, 90_000);

  it('is there again with every acknowledged act after it was killed', async () => {
    const central = await startCentralProcess({ dataDir });
    const device = await deviceOf(central.url, staff.clerk.officerId);
    const page = await device.feed('CPCO', 0);
    const row = page.rows.find((each) => each.kind === 'state');
    const caseId = row?.kind === 'state' ? row.caseId : '';
    const opened = device.act({ caseId, type: 'case.open', payload: { reason: 'Papers came' } });
    await device.push([opened]);
    await central.kill();
    const back = await startCentralProcess({ dataDir, port: Number(new URL(central.url).port) });
    expect((await device.hello()).last).toBe(1);
    expect((await device.push([opened])).results[0]?.outcome).toBe('accepted');
    expect(await back.stop()).toBe(0);
  }, 90_000);
});
