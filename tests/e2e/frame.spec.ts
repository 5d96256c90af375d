import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { accessibilityProblems } from '#support/accessibility.ts';
import { coreProcessId } from '#support/core-process-of.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { launchSeeded, seededPassphrase, unlock } from '#support/seeded-app.ts';

const languages = ['en', 'fr'] as const;
const themes = ['light', 'dark', 'high-contrast'] as const;

async function show(window: Page, language: (typeof languages)[number], theme: (typeof themes)[number]): Promise<void> {
  await window.getByTestId('rail-settings').click();
  await window.getByTestId(`language-${language}`).click();
  await expect(window.getByTestId(`language-${language}`)).toBeChecked();
  await window.getByTestId(`theme-${theme}`).click();
  await expect(window.getByTestId('app-root')).toHaveAttribute('data-theme', theme);
  await expect(window.locator('html')).toHaveAttribute('lang', language);
}

test.describe('the frame', () => {
  let launched: LaunchedApp;
  test.beforeAll(async () => {
    launched = await launchSeeded({ cases: 120 });
  });
  test.afterAll(() => launched.close());

  for (const language of languages) {
    for (const theme of themes) {
      test(`every screen is accessible in ${language}, ${theme}`, async () => {
        const { window } = launched;
        await show(window, language, theme);
        expect(await accessibilityProblems(window)).toEqual([]);
        await window.getByTestId('rail-outbox').click();
        await expect(window.getByTestId('outbox-summary')).toBeVisible();
        expect(await accessibilityProblems(window)).toEqual([]);
        await window.getByTestId('rail-queue').click();
        await window.getByTestId('view-all').click();
        await expect(window.getByTestId('queue-row').first()).toBeVisible();
        await window.getByTestId('queue-grid').focus();
        await window.keyboard.press('j');
        await window.keyboard.press('x');
        await expect(window.getByTestId('step-bar')).toBeVisible();
        expect(await accessibilityProblems(window)).toEqual([]);
        await window.keyboard.press('Escape');
      });
    }
  }

  test('layers are accessible: palette, keys, sync details', async () => {
    const { window } = launched;
    await show(window, 'en', 'light');
    await window.getByTestId('rail-queue').click();
    await window.keyboard.press('Control+K');
    await window.getByTestId('palette-input').fill('set');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('palette')).toHaveCount(0);
    await window.keyboard.press('?');
    await expect(window.getByTestId('key-list')).toContainText('Next case');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await window.getByTestId('top-sync').click();
    await expect(window.getByTestId('panel-sync')).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('panel-sync')).toHaveCount(0);
  });

  test('switches every word at once', async () => {
    const { window } = launched;
    await show(window, 'en', 'light');
    await window.getByTestId('rail-queue').click();
    await window.getByTestId('switch-language').click();
    await expect(window.getByTestId('rail-queue')).toHaveText('File');
    await expect(window.getByTestId('view-all')).toHaveText('Tous');
    await expect(window.locator('html')).toHaveAttribute('lang', 'fr');
    await window.keyboard.press('Control+Shift+F');
    await expect(window.getByTestId('rail-queue')).toHaveText('Queue');
  });

  test('the palette finds screens by word and cases by name', async () => {
    const { window } = launched;
    await window.getByTestId('rail-queue').click();
    await window.keyboard.press('Control+K');
    await window.getByTestId('palette-input').fill('outb');
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('rail-outbox')).toHaveAttribute('aria-current', 'page');
    await window.keyboard.press('Alt+ArrowLeft');
    await expect(window.getByTestId('rail-queue')).toHaveAttribute('aria-current', 'page');
    await window.keyboard.press('Control+K');
    await window.getByTestId('palette-input').fill('tanaka');
    await expect(window.getByTestId('palette').getByRole('option').first()).toContainText('Tanaka');
    await window.keyboard.press('Escape');
  });

  test('the rail leads into the search from any screen', async () => {
    const { window } = launched;
    await window.getByTestId('rail-outbox').click();
    await window.getByTestId('rail-search').click();
    await expect(window.getByTestId('queue-search')).toBeFocused();
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('queue-grid')).toBeFocused();
  });

  test('never says up to date without central', async () => {
    await expect(launched.window.getByTestId('sync-text')).toContainText('Offline');
    await expect(launched.window.getByTestId('sync-text')).not.toContainText('Up to date');
  });

  test('locks, refuses a wrong passphrase in words, and opens again', async () => {
    const { window } = launched;
    await window.getByTestId('lock').click();
    await window.getByTestId('passphrase-input').fill('not the right one');
    await window.getByTestId('unlock').click();
    await expect(window.getByTestId('error-note')).toHaveAttribute('data-code', 'wrong-passphrase');
    expect(await accessibilityProblems(window)).toEqual([]);
    await unlock(window);
    await expect(window.getByTestId('queue-grid')).toBeVisible();
  });
});

test('first run: a weak passphrase is not taken, the recovery key is shown once and opens the store', async () => {
  const launched = await launchApp();
  const { window } = launched;
  try {
    const create = window.getByTestId('store-create');
    await expect(create).toHaveAttribute('aria-disabled', 'true');
    await window.getByTestId('passphrase-input').fill('short');
    await window.getByTestId('passphrase-repeat').fill('short');
    await expect(create).toHaveAttribute('aria-disabled', 'true');
    await window.getByTestId('passphrase-input').fill(seededPassphrase);
    await window.getByTestId('passphrase-repeat').fill(seededPassphrase);
    expect(await accessibilityProblems(window)).toEqual([]);
    await create.click();
    const recoveryKey = (await window.getByTestId('recovery-key').textContent())?.trim() ?? '';
    expect(recoveryKey.length).toBeGreaterThan(20);
    await window.getByTestId('recovery-written').check();
    await window.getByTestId('recovery-go').click();
    // Without a central there is nobody to choose; the failure says what was kept.
    await expect(window.getByTestId('error-note')).toBeVisible();
    await window.reload();
    await expect(window.getByTestId('recovery-key')).toHaveCount(0);
  } finally {
    await launched.close();
  }
});

test('after a crash of the core the same place is there again', async () => {
  const launched = await launchSeeded({ cases: 60 });
  const { app, window } = launched;
  try {
    await window.getByTestId('view-all').click();
    await window.getByTestId('queue-search').fill('tan');
    await expect(window.locator('.case-name').first()).toContainText('Tan');
    const pid = await coreProcessId(app);
    if (pid === null) throw new Error('the core does not run');
    process.kill(pid, 'SIGKILL');
    // The key was in the memory of the core alone: without a keychain the door asks for the passphrase again.
    await unlock(window);
    await expect(window.getByTestId('queue-search')).toHaveValue('tan');
    await expect(window.getByTestId('view-all')).toBeVisible();
    await expect(window.locator('.case-name').first()).toContainText('Tan');
  } finally {
    await launched.close();
  }
});
