import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { accessibilityProblems } from '#support/accessibility.ts';
import { setUpDevice, unlockDevice } from '#support/at-the-desk.ts';
import { startCentralProcess } from '#support/central.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';
import { shadesOfPage } from '#support/pack-case.ts';
import { startShapingProxy } from '#support/shaping-proxy.ts';

const fast = { bytesPerSecond: 50_000_000, roundTripMs: 0 };
/** Slow enough that the application is killed in the middle of fetching. */
const slow = { bytesPerSecond: 60_000, roundTripMs: 20 };

const standing = (window: Page) => window.getByTestId('trip-standing');

/** To the screen by the command palette, as one does who knows its name. */
async function goToTrip(window: Page): Promise<void> {
  await window.keyboard.press('Control+K');
  await window.getByTestId('palette-input').fill('prepare for');
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('trip')).toBeVisible();
}

/** Every document of every case of the plan shows its first page with something on it. */
async function readEverything(window: Page): Promise<number> {
  const cases = await window.getByTestId('trip-case').count();
  let read = 0;
  for (let at = 0; at < cases; at += 1) {
    await window.getByTestId('trip-case').nth(at).getByRole('button').click();
    await expect(window.getByTestId('case')).toBeVisible();
    const documents = window.getByTestId('document');
    await documents.first().waitFor();
    const count = await documents.count();
    for (let index = 0; index < count; index += 1) {
      await documents.nth(index).click();
      await expect(documents.nth(index)).toHaveAttribute('aria-current', 'true');
      await expect.poll(() => shadesOfPage(window), { timeout: 20_000 }).toBeGreaterThan(2);
      read += 1;
    }
    await window.getByTestId('rail-trip').click();
    await expect(standing(window)).toBeVisible();
  }
  return read;
}

test.describe('prepare for offline', () => {
  test.setTimeout(400_000);
  let centralDir: string;
  let appDir: string;
  test.beforeAll(async () => {
    centralDir = await mkdtemp(join(tmpdir(), 'dossier-trip-central-'));
    appDir = await mkdtemp(join(tmpdir(), 'dossier-trip-app-'));
    await makeOffice(centralDir);
  });
  test.afterAll(async () => {
    await rm(centralDir, { recursive: true, force: true });
    await rm(appDir, { recursive: true, force: true });
  });

  test('the next five are fetched over a kill, checked with the network off, and read without central', async () => {
    const central = await startCentralProcess({ dataDir: centralDir });
    const proxy = await startShapingProxy(central.url, fast);
    let launched: LaunchedApp = await launchApp({ dataDir: appDir, centralUrl: proxy.url });
    let { window } = launched;

    await test.step('plan the next five by keyboard', async () => {
      proxy.shape(slow);
      await setUpDevice(window);
      await goToTrip(window);
      await expect(window.getByTestId('trip-by-next')).toBeChecked();
      await window.getByTestId('trip-count').focus();
      await window.keyboard.press('Control+A');
      await window.keyboard.type('5');
      await expect(window.getByTestId('trip-bytes')).not.toHaveText(/^0 /u);
      await expect(window.getByTestId('trip-device')).toContainText('Opens with your passphrase');
      expect(await accessibilityProblems(window)).toEqual([]);
      await window.getByTestId('trip-start').focus();
      await window.keyboard.press('Enter');
      await expect(standing(window)).toHaveAttribute('data-state', 'fetching');
      expect(await accessibilityProblems(window)).toEqual([]);
    });

    await test.step('killed in the middle, it goes on by itself', async () => {
      await launched.kill();
      proxy.shape(fast);
      launched = await launchApp({ dataDir: appDir, centralUrl: proxy.url });
      window = launched.window;
      await unlockDevice(window);
      await window.getByTestId('rail-trip').click();
      await expect(standing(window)).toHaveAttribute('data-state', 'ready', { timeout: 120_000 });
      await expect(standing(window)).toContainText('Ready for offline: 4 cases, checked');
      await expect(window.locator('[data-testid="trip-case"][data-ready="true"]')).toHaveCount(4);
      expect(await accessibilityProblems(window)).toEqual([]);
    });

    await test.step('checked again without a central, and every case and document is there', async () => {
      await central.stop();
      await expect(window.getByTestId('sync-text')).toContainText('Offline', { timeout: 60_000 });
      await window.getByTestId('trip-check').focus();
      await window.keyboard.press('Enter');
      await expect(standing(window)).toHaveAttribute('data-state', 'checking');
      await expect(standing(window)).toHaveAttribute('data-state', 'ready', { timeout: 120_000 });
      expect(await readEverything(window)).toBeGreaterThan(20);
    });

    await test.step('in French, and given up', async () => {
      await window.getByTestId('switch-language').click();
      await expect(standing(window)).toContainText('Prêts pour le travail hors ligne : 4 dossiers');
      expect(await accessibilityProblems(window)).toEqual([]);
      await window.getByTestId('trip-cancel').click();
      await expect(window.getByTestId('trip-start')).toBeVisible();
      await expect(window.getByTestId('trip-time')).toHaveText('aucune');
      expect(await accessibilityProblems(window)).toEqual([]);
    });
    await launched.close();
    await proxy.stop();
  });
});
