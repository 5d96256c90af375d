import { cp, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { accessibilityProblems } from '#support/accessibility.ts';
import { setUpDevice, unlockDevice } from '#support/at-the-desk.ts';
import { type CentralProcess, startCentralProcess } from '#support/central.ts';
import { launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';

/** Adds a note to the case of the queue's first line. */
async function addNote(window: Page, text: string): Promise<void> {
  await window.getByTestId('rail-queue').click();
  await window.getByTestId('queue-grid').focus();
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('case')).toBeVisible();
  await window.keyboard.press('n');
  await window.getByTestId('note-text').fill(text);
  await window.getByTestId('note-text').press('Control+Enter');
  await expect(window.getByTestId('note-text')).toHaveValue('');
}

/** Waits until central has answered everything, and gives the numbers of the acts. */
async function actsReceived(window: Page): Promise<string[]> {
  await window.getByTestId('rail-outbox').click();
  const lines = window.getByTestId('outbox-line');
  await lines.first().waitFor();
  await expect(window.locator('[data-testid="outbox-line"]:not([data-state="received"])')).toHaveCount(0, {
    timeout: 60_000,
  });
  return lines.evaluateAll((found) => found.map((line) => line.getAttribute('data-n') ?? ''));
}

async function showSettings(window: Page): Promise<void> {
  await window.getByTestId('rail-settings').click();
  await window.getByTestId('backup-facts').scrollIntoViewIfNeeded();
}

test.describe('a store that is damaged or copied', () => {
  test.setTimeout(300_000);
  test.describe.configure({ mode: 'serial' });
  let folder: string;
  let central: CentralProcess;
  const dataDir = (): string => join(folder, 'app');
  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dossier-recovery-'));
    await makeOffice(join(folder, 'central'));
    central = await startCentralProcess({ dataDir: join(folder, 'central') });
  });
  test.afterAll(async () => {
    await central?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('comes back from its backup with every act, and says what was kept and where', async () => {
    let launched = await launchApp({ dataDir: dataDir(), centralUrl: central.url, locale: 'fr' });
    let { window } = launched;
    await setUpDevice(window);
    await addNote(window, 'Appel 1.');
    await showSettings(window);
    await window.getByTestId('backup-now').click();
    await expect(window.getByTestId('backup-last')).toContainText('chaque page contrôlée');
    await expect(window.getByTestId('backup-put-back')).toHaveCount(1);
    expect(await accessibilityProblems(window)).toEqual([]);
    await addNote(window, 'Appel 2.');
    const acts = await actsReceived(window);
    await launched.close();
    await truncate(join(dataDir(), 'core', 'store.db'), 9000);

    launched = await launchApp({ dataDir: dataDir(), centralUrl: central.url, locale: 'fr' });
    ({ window } = launched);
    await unlockDevice(window);
    const notice = window.getByTestId('recovery-notice');
    await expect(notice).toHaveAttribute('data-how', 'replaced');
    await expect(notice).toContainText(/\d actes? qui n’y figurai(en)?t pas/u);
    await expect(notice).toContainText('set-aside');
    expect(await accessibilityProblems(window)).toEqual([]);
    expect(await actsReceived(window)).toEqual(acts);
    await window.getByTestId('recovery-seen').click();
    await expect(notice).toHaveCount(0);
    await launched.close();
  });

  test('put back by choice asks first, and keeps the acts done since', async () => {
    const launched = await launchApp({ dataDir: dataDir(), centralUrl: central.url, locale: 'fr' });
    const { window } = launched;
    await unlockDevice(window);
    const acts = await actsReceived(window);
    await showSettings(window);
    await window.getByTestId('backup-put-back').first().click();
    await expect(window.getByTestId('put-back')).toContainText('mise de côté sans être effacée');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.getByTestId('put-back-go').click();
    await expect(window.getByTestId('recovery-notice')).toHaveAttribute('data-how', 'chosen', { timeout: 30_000 });
    await window.getByTestId('recovery-seen').click();
    expect(await actsReceived(window)).toEqual(acts);
    await launched.close();
  });

  test('copied to another folder stops, and goes on as a new device with its open acts in words', async () => {
    const copyDir = join(folder, 'copy');
    await cp(dataDir(), copyDir, { recursive: true });
    const original = await launchApp({ dataDir: dataDir(), centralUrl: central.url });
    await unlockDevice(original.window);
    await addNote(original.window, 'Called.');
    await actsReceived(original.window);
    const copy = await launchApp({ dataDir: copyDir, centralUrl: central.url });
    await unlockDevice(copy.window);
    await expect(copy.window.getByTestId('sync-text')).toContainText('copie de données détectée', { timeout: 60_000 });
    await expect(original.window.getByTestId('sync-text')).not.toContainText('copie de données détectée');
    const { window } = copy;
    await addNote(window, 'Rappel de la copie.');
    await window.getByTestId('sync-text').click();
    await window.getByTestId('new-device-offer').click();
    await expect(window.getByTestId('new-device')).toContainText('mot pour mot');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('new-device')).toHaveCount(0);
    await window.getByTestId('rail-outbox').click();
    await window.getByTestId('outbox-new-device').click();
    await window.getByTestId('new-device-go').press('Enter');
    const earlier = window.getByTestId('earlier-acts');
    await expect(earlier).toContainText('Rappel de la copie.', { timeout: 60_000 });
    await expect(window.getByTestId('sync-text')).toContainText('À jour', { timeout: 60_000 });
    // What central had answered to the device of before stays, and says so; nothing is this device's own yet.
    const marked = window.getByTestId('outbox-earlier');
    const lines = window.getByTestId('outbox-line');
    await expect(marked.first()).toBeVisible();
    const own = lines.filter({ hasNot: marked });
    await expect(own).toHaveCount(0);
    expect(await accessibilityProblems(window)).toEqual([]);
    const note = earlier.getByTestId('earlier-act').filter({ hasText: 'Rappel de la copie.' });
    await note.getByTestId('earlier-again').press('Enter');
    await expect(note).toHaveCount(0);
    await actsReceived(window);
    expect(await own.evaluateAll((found) => found.map((line) => line.getAttribute('data-n')))).toEqual(['1']);
    const rest = window.getByTestId('earlier-done');
    while ((await rest.count()) > 0) {
      const count = await rest.count();
      await rest.first().press('Enter');
      await expect(rest).toHaveCount(count - 1);
    }
    await expect(earlier).toHaveCount(0);
    expect((await readdir(join(copyDir, 'core', 'set-aside'))).length).toBeGreaterThan(0);
    await copy.close();
    await original.close();
  });
});
