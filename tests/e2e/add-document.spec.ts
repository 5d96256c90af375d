import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { accessibilityProblems } from '#support/accessibility.ts';
import { type DeskAtOffice, sitDownAtOffice } from '#support/desk-at-office.ts';
import type { LaunchedApp } from '#support/launch-app.ts';

test.describe('adding a document', () => {
  test.describe.configure({ timeout: 180_000 });
  let desk: DeskAtOffice;
  let launched: LaunchedApp;
  test.beforeAll(async () => {
    desk = await sitDownAtOffice();
    ({ launched } = desk);
    const { window } = launched;
    await window.getByTestId('view-mine').click();
    await window.getByTestId('queue-grid').focus();
    await window.keyboard.press('Home');
    await window.keyboard.press('Enter');
    await expect(window.getByTestId('case')).toBeVisible();
  });
  test.afterAll(async () => {
    await launched.close();
    await desk.end();
  });

  const picture = (): Promise<Buffer> =>
    sharp({
      create: { width: 600, height: 800, channels: 3, background: { r: randomBytes(1)[0] ?? 0, g: 240, b: 230 } },
    })
      .png()
      .toBuffer();
  const documentNamed = (title: string) =>
    launched.window.getByTestId('documents').getByRole('button', { name: title });

  test('is done by keyboard: file, kind, title, and it stands on the file, then at central', async () => {
    const { window } = launched;
    await window.keyboard.press('Shift+A');
    const layer = window.getByTestId('add-document-layer');
    await expect(layer).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await expect(window.getByTestId('add-go')).toBeDisabled();
    const chosen = window.waitForEvent('filechooser');
    await window.getByTestId('choose-file').focus();
    await window.keyboard.press('Enter');
    await (await chosen).setFiles({ name: 'letter.png', mimeType: 'image/png', buffer: await picture() });
    await expect(window.getByTestId('file-name')).toContainText('letter.png');
    await window.getByTestId('add-type').selectOption('employment-letter');
    await window.getByTestId('add-title').fill('Letter of the employer, July');
    await window.keyboard.press('Enter');
    await expect(layer).toHaveCount(0);
    const line = documentNamed('Letter of the employer, July');
    await expect(line).toBeVisible();
    await expect(window.getByTestId('page-picture').first()).toBeVisible();
    await expect(line.locator('[data-sending]')).toHaveCount(0, { timeout: 30_000 });
  });

  test('waits while transfers are paused, says so, and goes on when they are resumed', async () => {
    const { window } = launched;
    await window.getByTestId('sync-text').click();
    await window.getByTestId('cases-only').click();
    await expect(window.getByTestId('cases-only')).toBeChecked();
    await window.keyboard.press('Escape');
    await window.getByTestId('add-document').click();
    const input = window.getByTestId('file-input');
    await input.setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: await picture() });
    await window.getByTestId('add-title').fill('Statement, August');
    await window.getByTestId('add-go').click();
    const mark = documentNamed('Statement, August').locator('[data-sending]');
    await expect(mark).toHaveText('Not yet at central');
    await window.getByTestId('sync-text').click();
    await expect(window.getByText('Documents not yet at central')).toBeVisible();
    await window.getByTestId('cases-only').click();
    await expect(window.getByTestId('cases-only')).not.toBeChecked();
    await window.keyboard.press('Escape');
    await expect(mark).toHaveCount(0, { timeout: 30_000 });
  });

  test('takes a file that is dropped on the documents, and refuses what is no document in words', async () => {
    const { window } = launched;
    await window.getByTestId('drop-zone').evaluate((zone) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['#!/bin/sh'], 'harm.pdf', { type: 'application/pdf' }));
      zone.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      zone.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await expect(window.getByTestId('file-name')).toContainText('harm.pdf');
    await window.getByTestId('add-go').click();
    await expect(window.getByTestId('add-document-layer').getByTestId('error-note')).toHaveAttribute(
      'data-code',
      'unsupported-format',
    );
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('add-document-layer')).toHaveCount(0);
  });

  test('is the same in French', async () => {
    const { window } = launched;
    await window.getByTestId('switch-language').click();
    await window.keyboard.press('Shift+A');
    await expect(window.getByRole('heading', { name: 'Ajouter un document' })).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await window.getByTestId('switch-language').click();
  });
});
