import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { accessibilityProblems } from '#support/accessibility.ts';
import { setUpDevice } from '#support/at-the-desk.ts';
import { type CentralProcess, startCentralProcess } from '#support/central.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';

const supervisor = 'DP22095';

test.describe('a supervisor', () => {
  test.describe.configure({ timeout: 240_000 });
  let centralDir: string;
  let appDir: string;
  let central: CentralProcess;
  let launched: LaunchedApp;
  test.beforeAll(async () => {
    centralDir = await mkdtemp(join(tmpdir(), 'dossier-whole-central-'));
    appDir = await mkdtemp(join(tmpdir(), 'dossier-whole-app-'));
    await makeOffice(centralDir);
    central = await startCentralProcess({ dataDir: centralDir });
    launched = await launchApp({ dataDir: appDir, centralUrl: central.url });
    await setUpDevice(launched.window, supervisor);
  });
  test.afterAll(async () => {
    await launched.close();
    await central.stop();
    await rm(centralDir, { recursive: true, force: true });
    await rm(appDir, { recursive: true, force: true });
  });

  const openFirst = async (reason: string): Promise<void> => {
    const { window } = launched;
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Enter');
    await window.getByTestId('reason').waitFor();
    await window.keyboard.type(reason);
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('case')).toBeVisible();
  };

  test('reads a case whole from central after a reason, by keyboard alone, and sees until when', async () => {
    const { window } = launched;
    await openFirst('A complaint about the delay');
    const note = window.getByTestId('whole-case');
    await expect(note).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
    await expect(note).toHaveText(/^Read whole from central for the reason that you gave, until \S+/u);
    await expect(window.getByTestId('page-picture').first()).toBeVisible({ timeout: 60_000 });
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  test('sees how many cases the device holds of how many it may', async () => {
    const { window } = launched;
    await window.getByTestId('sync-text').click();
    await expect(window.getByText(/^\d+ of at most 100,000$/u)).toBeVisible();
    await window.keyboard.press('Escape');
  });

  test('is told that it takes a connection where there is none, and reads on when it is back', async () => {
    const { window } = launched;
    await window.getByTestId('rail-queue').click();
    await central.kill();
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await window.getByTestId('reason').fill('Quality review');
    await window.keyboard.press('Enter');
    const note = window.getByTestId('whole-case');
    await expect(note).toHaveAttribute('data-state', 'refused', { timeout: 60_000 });
    await expect(note).toContainText('only with a connection to central');
    expect(await accessibilityProblems(window)).toEqual([]);
    const port = Number(new URL(central.url).port);
    central = await startCentralProcess({ dataDir: centralDir, port });
    await window.getByTestId('whole-again').click();
    await expect(note).toHaveAttribute('data-state', 'here', { timeout: 60_000 });
  });

  test('takes a withdrawal that was recorded by mistake back, by keyboard, with a reason that central has', async () => {
    const { window } = launched;
    const ended = window.getByTestId('case-ended');
    await window.getByTestId('rail-queue').click();
    await window.getByTestId('queue-row').nth(2).click({ clickCount: 2 });
    await window.getByTestId('reason').fill('A letter of the applicant');
    await window.keyboard.press('Enter');
    await window.getByTestId('withdraw').focus();
    await window.keyboard.press('Enter');
    await window.getByTestId('withdraw-go').focus();
    await window.keyboard.press('Enter');
    await expect(ended).toContainText('This application was withdrawn by the applicant');
    await expect(window.getByTestId('withdraw')).toHaveCount(0);
    await window.getByTestId('reopen').focus();
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('reopen-reason')).toBeFocused();
    await expect(window.getByTestId('reopen-go')).toBeDisabled();
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.type('Meant for another file');
    await window.keyboard.press('Enter');
    await expect(ended).toHaveCount(0);
    await expect(window.getByTestId('withdraw')).toBeVisible();
    await window.getByTestId('rail-outbox').click();
    const line = window.getByTestId('outbox-line').filter({ hasText: 'Reopen a withdrawn application' });
    await expect(line).toHaveAttribute('data-state', 'received', { timeout: 60_000 });
  });
});
