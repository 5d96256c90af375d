import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { accessibilityProblems } from '#support/accessibility.ts';
import { setUpDevice } from '#support/at-the-desk.ts';
import { runCentral, startCentralProcess } from '#support/central.ts';
import { launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';

const lines = (window: Page) => window.getByTestId('outbox-line');

/** Opens so many cases from the queue one after the other: each is an act. Gives the number of the last one. */
async function openCases(window: Page, count: number): Promise<string> {
  let number = '';
  for (let at = 0; at < count; at += 1) {
    await window.getByTestId('rail-queue').click();
    const row = window.getByTestId('queue-row').nth(at);
    await row.click();
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('case')).toBeVisible();
    number = (await window.getByTestId('case-title').innerText()).trim().split(/\s/u)[0] ?? '';
  }
  return number;
}

test.describe('the outbox', () => {
  test.setTimeout(240_000);
  let centralDir: string;
  test.beforeAll(async () => {
    centralDir = await mkdtemp(join(tmpdir(), 'dossier-outbox-central-'));
    await makeOffice(centralDir);
  });
  test.afterAll(() => rm(centralDir, { recursive: true, force: true }));

  test('is a ledger: what waits and since when, why, the next try, and green only with a receipt', async () => {
    let central = await startCentralProcess({ dataDir: centralDir });
    const port = Number(new URL(central.url).port);
    const launched = await launchApp({ centralUrl: central.url });
    const { window } = launched;
    await setUpDevice(window);
    await window.getByTestId('rail-outbox').click();
    await expect(window.getByTestId('empty-state')).toContainText('No acts yet');
    await central.stop();
    await expect(window.getByTestId('sync-text')).toContainText('Offline', { timeout: 60_000 });
    const number = await openCases(window, 3);

    await test.step('each act waits, and the summary says since when and when the next try is', async () => {
      await window.getByTestId('rail-outbox').click();
      await expect(lines(window)).toHaveCount(3);
      for (const line of await lines(window).all()) await expect(line).toHaveAttribute('data-state', 'waiting');
      await expect(window.getByTestId('outbox-summary')).toContainText('3 acts wait for a receipt. The oldest since');
      await expect(window.getByTestId('outbox-summary')).toContainText('Next try');
    });

    await test.step('a line opens by key to everything that is known of the act', async () => {
      const toggle = window.getByTestId('outbox-toggle').first();
      await toggle.focus();
      await window.keyboard.press('Enter');
      await expect(toggle).toHaveAttribute('aria-expanded', 'true');
      const delivery = window.getByTestId('outbox-delivery');
      await expect(delivery).toContainText('Central does not answer');
      await expect(window.locator('.outbox-details')).toContainText('Maëlle Caron');
      expect(await accessibilityProblems(window)).toEqual([]);
    });

    await test.step('it is searched by case number and by kind', async () => {
      await window.keyboard.press('/');
      await window.keyboard.type(number.slice(2));
      await expect(lines(window)).toHaveCount(1);
      await expect(lines(window)).toContainText(number);
      await window.keyboard.press('Escape');
      await expect(lines(window)).toHaveCount(3);
      await window.getByTestId('outbox-kinds').click();
      await window.getByRole('checkbox', { name: 'Add a note' }).check();
      await window.keyboard.press('Escape');
      await expect(window.getByTestId('empty-state')).toContainText('No such acts');
      expect(await accessibilityProblems(window)).toEqual([]);
      await window.getByTestId('empty-state').getByRole('button').click();
      await expect(lines(window)).toHaveCount(3);
    });

    await test.step('sent on request, each has its receipt, in both languages', async () => {
      central = await startCentralProcess({ dataDir: centralDir, port });
      await window.getByTestId('outbox-retry').click();
      for (const line of await lines(window).all())
        await expect(line).toHaveAttribute('data-state', 'received', { timeout: 60_000 });
      await expect(window.getByTestId('receipt')).toHaveCount(3);
      await expect(window.getByTestId('outbox-summary')).toContainText('Central has a receipt for every act.');
      await window.getByTestId('switch-language').click();
      await expect(window.getByTestId('outbox-summary')).toContainText('Le système central a accusé réception');
      expect(await accessibilityProblems(window)).toEqual([]);
      await expect(window.getByTestId('sync-text')).toContainText('À jour', { timeout: 30_000 });
    });

    await test.step('a receipt opened by key shows where it stands in the log, checked here, and is copied', async () => {
      const toggle = window.getByTestId('outbox-toggle').first();
      await toggle.focus();
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await window.keyboard.press('Enter');
      await expect(window.getByTestId('receipt-checked')).toContainText('Vérifié sur cet appareil');
      await expect(window.getByTestId('receipt-proof')).toContainText('au registre de');
      // The demo's central stands on PGlite, which vouches for nothing.
      await expect(window.getByTestId('receipt-durable')).toContainText('Pas encore');
      expect(await accessibilityProblems(window)).toEqual([]);
      await window.getByTestId('receipt-export').focus();
      await window.keyboard.press('Enter');
      await expect(window.getByText('L’accusé est copié en JSON')).toBeVisible();
      await expect(window.getByTestId('log-evidence')).toHaveCount(0);
    });

    await test.step('it is saved as a file by key, and the file holds by itself', async () => {
      const file = join(launched.dataDir, 'receipt.json');
      const answer = (filePath: string) =>
        launched.app.evaluate(({ dialog }, path) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path });
        }, filePath);
      const save = window.getByTestId('receipt-save');
      await answer('');
      await save.focus();
      await window.keyboard.press('Enter');
      await answer(join(launched.dataDir, 'no such folder', 'receipt.json'));
      await window.keyboard.press('Enter');
      await expect(window.getByTestId('error-note')).toHaveAttribute('data-code', 'disk-failed');
      await answer(file);
      await window.keyboard.press('Enter');
      await expect(window.getByTestId('notice').getByText('L’accusé est enregistré sous receipt.json')).toBeVisible();
      await expect(window.getByTestId('error-note')).toHaveCount(0);
      expect(await accessibilityProblems(window)).toEqual([]);
      const verified = await runCentral(['verify', '--receipt', file]);
      expect(verified.code, verified.stderr).toBe(0);
      expect(verified.stdout).toContain('The receipt holds.');
      expect(statSync(file).mode & 0o077).toBe(0);
      await writeFile(file, (await readFile(file, 'utf8')).replace(/"type": "case\.open"/u, '"type": "case.take"'));
      expect((await runCentral(['verify', '--receipt', file])).code).toBe(1);
    });
    await launched.close();
    await central.stop();
  });
});
