import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { CaseExport } from '#central/export-case.ts';
import { accessibilityProblems } from '#support/accessibility.ts';
import { demoOfficer, setUpDevice, workOffline } from '#support/at-the-desk.ts';
import { type CentralProcess, runCentral, startCentralProcess } from '#support/central.ts';
import { deviceOf } from '#support/central-device.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';
import { letInByDemo } from '#support/second-person.ts';
import { seenBy } from '#support/seen-case.ts';

const newOfficer = 'JD20418';
const supervisor = 'DP22095';

async function openCase(window: Page, number: string): Promise<void> {
  await window.getByTestId('rail-queue').click();
  await window.getByTestId('queue-row').filter({ hasText: number }).first().click({ clickCount: 2 });
  await expect(window.getByTestId('case-title')).toContainText(number);
}

/** The line of the assessment, and the letter of the status. */
async function assess(window: Page, assessment: string, key: string, status: string): Promise<void> {
  await window.getByTestId('tab-assess').click();
  await window.getByTestId(`assessment-${assessment}`).focus();
  await window.keyboard.press(key);
  await expect(window.getByTestId(`status-${assessment}`)).toHaveText(status);
}

/** Tab until the focus is on it, as somebody without a pointer gets there. */
async function tabTo(window: Page, testId: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const isThere = await window.evaluate((id) => document.activeElement?.getAttribute('data-testid') === id, testId);
    if (isThere) return;
    await window.keyboard.press('Tab');
  }
  throw new Error(`${testId} cannot be reached with Tab`);
}

async function press(window: Page, testId: string): Promise<void> {
  await tabTo(window, testId);
  await window.keyboard.press('Enter');
}

test.describe('work that meets the work of others', () => {
  test.setTimeout(420_000);
  let centralDir: string;
  let folders: string[];
  let central: CentralProcess;
  let first: LaunchedApp;
  let second: LaunchedApp;
  test.beforeAll(async () => {
    centralDir = await mkdtemp(join(tmpdir(), 'dossier-conflict-central-'));
    folders = [
      centralDir,
      await mkdtemp(join(tmpdir(), 'dossier-conflict-first-')),
      await mkdtemp(join(tmpdir(), 'dossier-conflict-second-')),
    ];
    await makeOffice(centralDir);
    await letInByDemo(centralDir, newOfficer);
    central = await startCentralProcess({ dataDir: centralDir });
  });
  test.afterAll(async () => {
    await first?.close();
    await second?.close();
    await central?.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  test('is explained, answered in each way, handed over and used, and a withdrawn case keeps what was typed', async () => {
    first = await launchApp({ dataDir: folders[1] ?? '', centralUrl: central.url });
    const { window } = first;
    await setUpDevice(window);
    await expect(window.getByTestId('sync-text')).toContainText('Up to date', { timeout: 60_000 });
    const numbers = (await window.getByTestId('queue-row').allInnerTexts())
      .map((text) => /[A-Z]{1,2}\d{8,9}/u.exec(text)?.[0])
      .filter((number) => number !== undefined);
    const [moved = '', contested = '', withdrawn = ''] = numbers;
    expect(new Set([moved, contested, withdrawn]).size).toBe(3);

    await test.step('the officer works offline on three cases', async () => {
      await workOffline(window, true);
      await openCase(window, moved);
      await assess(window, 'eligibility', 'f', 'Failed');
      await window.getByTestId('add-document').click();
      const scan = { create: { width: 600, height: 800, channels: 3, background: '#e8f0e6' } } as const;
      const file = { name: 'scan.png', mimeType: 'image/png', buffer: await sharp(scan).png().toBuffer() };
      await window.getByTestId('file-input').setInputFiles(file);
      await window.getByTestId('add-title').fill('Letter of the employer');
      await window.getByTestId('add-go').click();
      await expect(window.getByTestId('add-document-layer')).toHaveCount(0);
      await openCase(window, contested);
      await assess(window, 'eligibility', 'f', 'Failed');
      await assess(window, 'criminality', 'f', 'Failed');
      await window.getByTestId('bf').click();
      await window.getByTestId('bf-go').click();
      await openCase(window, withdrawn);
      await assess(window, 'eligibility', 'p', 'Passed');
      await window.getByTestId('tab-notes').click();
      await window.getByTestId('note-text').fill('The applicant said on the phone that the funds are a gift.');
    });

    await test.step('meanwhile: the same officer elsewhere, a clerk, and the supervisor at the Workload list', async () => {
      const elsewhere = await deviceOf(central.url, demoOfficer);
      const { id: caseId, epoch, made, records } = await seenBy(elsewhere, contested);
      const record = (assessment: string, remark: string) =>
        elsewhere.act({
          caseId,
          epoch,
          made,
          type: 'assessment.record',
          payload: { assessment, status: 'passed', conditional: false, dueDate: null, remark },
          records: { [`assessment:${assessment}`]: records[`assessment:${assessment}`] ?? 0 },
        });
      const remind = () =>
        elsewhere.act({
          caseId,
          epoch,
          made,
          type: 'bring-forward.set',
          payload: { date: '2030-01-15', code: 'CALL', text: 'from the office' },
          records: { 'bring-forward': records['bring-forward'] ?? 0 },
        });
      const acts = [
        record('eligibility', 'Funds are shown.'),
        record('criminality', 'Certificate is clear.'),
        remind(),
      ];
      expect((await elsewhere.push(acts)).results.map(({ outcome }) => outcome)).toEqual(Array(3).fill('accepted'));

      const clerk = await deviceOf(central.url, 'VC44871');
      const file = await seenBy(clerk, withdrawn);
      const request = clerk.act({
        caseId: file.id,
        epoch: file.epoch,
        made: {},
        type: 'application.withdraw',
        payload: { requestedOn: '2026-01-05', requestedBy: 'applicant', documentId: null, remark: 'By letter' },
      });
      expect((await clerk.push([request])).results[0]).toMatchObject({ outcome: 'accepted' });

      second = await launchApp({ dataDir: folders[2] ?? '', centralUrl: central.url });
      const list = second.window;
      await setUpDevice(list, supervisor);
      await list.getByTestId('rail-workload').click();
      const row = list.getByTestId('queue-row').filter({ hasText: moved }).first();
      await row.waitFor();
      const reassign = async (): Promise<void> => {
        await row.click();
        await list.keyboard.press('r');
        await list.getByTestId('reassign-to').selectOption(newOfficer);
        await list.getByTestId('reassign-reason').fill('Absence');
        await list.getByTestId('reassign-go').click();
        await expect(row).toContainText('Joanne Douglas');
      };
      await reassign();
      await list.getByTestId('notice').last().getByRole('button', { name: 'Undo' }).click();
      await expect(row).toContainText('Maëlle Caron');
      await reassign();
      await expect(list.getByTestId('sync-text')).toContainText('Up to date', { timeout: 60_000 });
    });

    await test.step('back online, what does not go through is counted and said', async () => {
      await workOffline(window, false);
      await expect(window.getByTestId('sync-text')).toContainText('6 to answer', { timeout: 60_000 });
    });

    await test.step('the withdrawn case: why it is no work any more, and what was typed on it', async () => {
      await expect(window.getByTestId('case-ended')).toContainText('This application was withdrawn', {
        timeout: 30_000,
      });
      await expect(window.getByTestId('case-ended')).toContainText('Victor Castellanos');
      await window.getByTestId('show-typed').click();
      await expect(window.getByTestId('kept-words')).toContainText('the funds are a gift');
      expect(await accessibilityProblems(window)).toEqual([]);
      await window.getByTestId('rail-queue').click();
      await expect(window.getByTestId('queue-row').filter({ hasText: withdrawn })).toHaveCount(0);
    });

    await test.step('explained in English, by keyboard: keep mine', async () => {
      await window.keyboard.press('Alt+X');
      const layer = window.getByTestId('conflict');
      await expect(layer).toBeVisible();
      await expect(window.getByTestId('conflict-left')).toContainText('given to another officer');
      await expect(window.getByTestId('compared-status')).toContainText('Failed');
      await press(window, 'conflict-read');
      await expect(window.getByTestId('conflict-act')).toContainText('Add a document');
      await press(window, 'conflict-read');

      await expect(window.getByTestId('conflict-act')).toContainText(contested);
      await expect(window.getByTestId('conflict-why')).toContainText('The same record was changed');
      await expect(window.getByTestId('conflict-who')).toContainText('Assessment recorded');
      const status = window.getByTestId('compared-status');
      await expect(status.locator('[data-column="mine"]')).toContainText('Failed');
      await expect(status.locator('[data-column="theirs"]')).toContainText('Passed');
      await expect(window.getByTestId('compared-remark').locator('[data-column="theirs"]')).toContainText(
        'Funds are shown.',
      );
      expect(await accessibilityProblems(window)).toEqual([]);
      await press(window, 'conflict-keep');
      await expect(window.getByTestId('conflict-act')).toContainText('Criminality');
    });

    await test.step('in French: take theirs, and leave one on the case', async () => {
      await window.keyboard.press('Escape');
      await window.keyboard.press('Control+Shift+F');
      await window.keyboard.press('Alt+X');
      await expect(window.getByTestId('conflict')).toContainText('Ce que vous avez fait');
      await expect(window.getByTestId('compared-status').locator('[data-column="mine"]')).toContainText('Échouée');
      expect(await accessibilityProblems(window)).toEqual([]);
      await press(window, 'conflict-theirs');
      await expect(window.getByTestId('compared-code').locator('[data-column="theirs"]')).toContainText('CALL');
      await press(window, 'conflict-leave');
      await expect(window.getByTestId('conflict-leave-reason')).toBeFocused();
      await window.keyboard.type('Les deux rappels comptent.');
      await press(window, 'conflict-leave');
      await expect(window.getByTestId('conflict-act')).toContainText(withdrawn);
      await expect(window.getByTestId('conflict-who')).toContainText('Victor Castellanos');
      await press(window, 'conflict-read');
      await expect(window.getByTestId('conflict')).toBeHidden();
      await window.keyboard.press('Control+Shift+F');
      await expect(window.getByTestId('sync-text')).not.toContainText('to answer');
    });

    await test.step('the outbox says how each was answered', async () => {
      await window.getByTestId('rail-outbox').click();
      await expect(window.getByTestId('outbox-answer').filter({ hasText: 'Done anew' })).toHaveCount(1);
      await expect(window.getByTestId('outbox-answer').filter({ hasText: 'Put aside' })).toHaveCount(1);
      await expect(window.getByTestId('outbox-answer').filter({ hasText: 'Left on the case' })).toHaveCount(1);
      await expect(window.getByTestId('sync-text')).toContainText('Up to date', { timeout: 60_000 });
    });

    await test.step('the draft left by choice lies on the case and is put aside with a reason', async () => {
      await openCase(window, contested);
      await press(window, 'handed-over-open');
      await expect(window.getByTestId('handed-over-who')).toContainText('Les deux rappels comptent.');
      expect(await accessibilityProblems(window)).toEqual([]);
      await press(window, 'handed-over-aside');
      await window.keyboard.type('The other one is enough');
      await press(window, 'handed-over-aside');
      await expect(window.getByTestId('handed-over')).toContainText('No draft is left to settle.');
      await window.keyboard.press('Escape');
      await expect(window.getByTestId('handed-over-banner')).toHaveCount(0);
    });

    await test.step('the new officer finds the draft on the case and uses it in an act of her own', async () => {
      const { window: other } = second;
      await other.getByTestId('top-person').click();
      await other.getByTestId('sign-out').click();
      await other.getByTestId(`sign-in-${newOfficer}`).click();
      await other.getByTestId('queue-row').filter({ hasText: moved }).first().waitFor({ timeout: 60_000 });
      await openCase(other, moved);
      await expect(other.getByTestId('handed-over-banner')).toBeVisible();
      await press(other, 'handed-over-open');
      await expect(other.getByTestId('handed-over-who')).toContainText('Maëlle Caron');
      await expect(other.getByTestId('compared-status').locator('[data-column="draft"]')).toContainText('Failed');
      expect(await accessibilityProblems(other)).toEqual([]);
      await press(other, 'handed-over-use');
      const left = other.getByTestId('left-document');
      await expect(left).toContainText('Letter of the employer');
      await expect(left.getByTestId('page-picture')).toBeVisible({ timeout: 60_000 });
      expect(await accessibilityProblems(other)).toEqual([]);
      await press(other, 'handed-over-use');
      await expect(other.getByTestId('handed-over')).toContainText('No draft is left to settle.');
      await other.keyboard.press('Escape');
      await expect(other.getByTestId('sync-text')).toContainText('Up to date', { timeout: 60_000 });
    });

    await first.close();
    await second.close();
    await central.stop();
    const exportOf = async (number: string): Promise<CaseExport> => {
      const { code, stdout, stderr } = await runCentral(['export', number, '--data', centralDir]);
      expect(code, stderr).toBe(0);
      return JSON.parse(stdout) as CaseExport;
    };
    const ofMoved = await exportOf(moved);
    expect(ofMoved.state.assessments.eligibility).toMatchObject({ status: 'failed', by: newOfficer });
    expect(ofMoved.state.handedOver?.map(({ by, settled }) => [by, settled?.how, settled?.by])).toEqual([
      [demoOfficer, 'used', newOfficer],
      [demoOfficer, 'used', newOfficer],
    ]);
    expect(ofMoved.state.documents.map(({ title }) => title.en)).toContain('Letter of the employer');
    const ofContested = await exportOf(contested);
    expect(ofContested.state.assessments).toMatchObject({
      eligibility: { status: 'failed' },
      criminality: { status: 'passed', remark: 'Certificate is clear.' },
    });
    expect(ofContested.state.bringForward.entry?.code).toBe('CALL');
    expect(ofContested.state.handedOver?.[0]?.settled).toMatchObject({ how: 'put-aside', by: demoOfficer });
    expect((await exportOf(withdrawn)).state.application).toMatchObject({
      status: 'closed',
      statusReason: 'withdrawn',
    });
  });
});
