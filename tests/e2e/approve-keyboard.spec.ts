import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CaseExport } from '#central/export-case.ts';
import { setUpDevice, unlockDevice } from '#support/at-the-desk.ts';
import { runCentral, startCentralProcess } from '#support/central.ts';
import { launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';

/** What a routine approval may cost, from the queue to the signature (domain.md). */
const mostKeystrokes = 15;

test.describe('a routine approval', () => {
  test.setTimeout(300_000);
  let centralDir: string;
  let appDir: string;
  test.beforeAll(async () => {
    centralDir = await mkdtemp(join(tmpdir(), 'dossier-approve-central-'));
    appDir = await mkdtemp(join(tmpdir(), 'dossier-approve-app-'));
    await makeOffice(centralDir);
  });
  test.afterAll(async () => {
    await rm(centralDir, { recursive: true, force: true });
    await rm(appDir, { recursive: true, force: true });
  });

  test('in French, offline, by keyboard alone, takes at most 15 keystrokes, survives a kill and reaches central once', async () => {
    let central = await startCentralProcess({ dataDir: centralDir });
    let launched = await launchApp({ dataDir: appDir, centralUrl: central.url, locale: 'fr' });
    let { window } = launched;
    await setUpDevice(window);
    await expect(window.locator('html')).toHaveAttribute('lang', 'fr');
    const port = Number(new URL(central.url).port);
    await central.stop();
    await expect(window.getByTestId('sync-text')).toContainText('Hors ligne', { timeout: 30_000 });

    let keystrokes = 0;
    const press = async (chord: string): Promise<void> => {
      keystrokes += 1;
      await window.keyboard.press(chord);
    };
    await window.getByTestId('queue-grid').focus();
    await press('Enter');
    await expect(window.getByTestId('case')).toBeVisible();
    const title = (await window.getByTestId('case-title').innerText()).trim();
    const number = title.split(/\s/u)[0] ?? '';
    await press('a');
    const open = window.locator('[data-assessment][data-open="true"]');
    await expect(open.first()).toBeFocused();
    for (let left = await open.count(); left > 0; left -= 1) {
      await press('p');
      await expect(open).toHaveCount(left - 1);
    }
    await press('d');
    await expect(window.getByTestId('choose-approve')).toBeFocused();
    await press('Alt+a');
    await expect(window.getByTestId('valid-until')).toHaveValue(/^\d{4}-\d{2}-\d{2}$/u);
    await press('Control+Enter');
    await expect(window.getByTestId('sign')).toBeFocused();
    await expect(window.getByTestId('statement')).toContainText('Entrées multiples');
    await press('Control+Enter');
    await expect(window.getByTestId('signed-state')).toHaveAttribute('data-state', 'provisional');
    await expect(window.getByTestId('signed-state')).toContainText('provisoire');
    expect(keystrokes).toBeLessThanOrEqual(mostKeystrokes);
    test.info().annotations.push({ type: 'keystrokes', description: String(keystrokes) });

    await launched.kill();
    launched = await launchApp({ dataDir: appDir, centralUrl: `http://127.0.0.1:${port}`, locale: 'fr' });
    ({ window } = launched);
    await unlockDevice(window);
    await window.getByTestId('queue-row').filter({ hasText: number }).first().click({ clickCount: 2 });
    await expect(window.getByTestId('case')).toBeVisible();
    await window.keyboard.press('d');
    await expect(window.getByTestId('signed-state')).toHaveAttribute('data-state', 'provisional');

    central = await startCentralProcess({ dataDir: centralDir, port });
    await expect(window.getByTestId('signed-state')).toHaveAttribute('data-state', 'received', { timeout: 60_000 });
    await expect(window.getByTestId('receipt')).toContainText('Accusé de réception');
    await launched.close();
    await central.stop();

    const { code, stdout, stderr } = await runCentral(['export', number, '--data', centralDir]);
    expect(code, stderr).toBe(0);
    const { state, history } = JSON.parse(stdout) as CaseExport;
    expect(history.filter((event) => event.type === 'decision-signed')).toHaveLength(1);
    expect(state.decision.signed?.statement.draft.outcome).toBe('approve');
  });
});
