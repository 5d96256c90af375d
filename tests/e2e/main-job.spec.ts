import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { CaseExport } from '#central/export-case.ts';
import { setUpDevice, unlockDevice, untilCaseIsHere } from '#support/at-the-desk.ts';
import { runCentral, startCentralProcess } from '#support/central.ts';
import { launchApp } from '#support/launch-app.ts';
import { makeOffice } from '#support/office.ts';

const reasons = 'I read the form and the bank statement. Where the deposit comes from is not shown.';
const ownWords = 'One deposit of 14,000 was made two days before the statement was issued.';

/** Something is drawn: the picture has both light and dark in it. */
async function hasInk(window: Page): Promise<boolean> {
  const png = await window.getByTestId('page-picture').first().screenshot();
  const shades = await window.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (context === null) return 0;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4) seen.add(Math.round((data[at] ?? 0) / 32));
    return seen.size;
  }, Array.from(png));
  return shades >= 3;
}

async function exportOf(dataDir: string, number: string): Promise<CaseExport> {
  const { code, stdout, stderr } = await runCentral(['export', number, '--data', dataDir]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as CaseExport;
}

test.describe('the main job, offline', () => {
  test.setTimeout(300_000);
  let centralDir: string;
  let appDir: string;
  test.beforeAll(async () => {
    centralDir = await mkdtemp(join(tmpdir(), 'dossier-main-job-central-'));
    appDir = await mkdtemp(join(tmpdir(), 'dossier-main-job-app-'));
    await makeOffice(centralDir);
  });
  test.afterAll(async () => {
    await rm(centralDir, { recursive: true, force: true });
    await rm(appDir, { recursive: true, force: true });
  });

  test('a refusal decided while central is stopped survives a kill, waits, and reaches central exactly once', async () => {
    let central = await startCentralProcess({ dataDir: centralDir });
    let launched = await launchApp({ dataDir: appDir, centralUrl: central.url });
    let { window } = launched;
    await setUpDevice(window);

    await test.step('open the oldest case and have its scans on the device', async () => {
      const oldest = window.getByTestId('queue-row').first();
      await expect(oldest.locator('.age')).toHaveAttribute('data-state', 'beyond');
      await window.getByTestId('queue-grid').focus();
      await window.keyboard.press('Enter');
      await expect(window.getByTestId('case')).toBeVisible();
      await untilCaseIsHere(window);
    });
    const title = (await window.getByTestId('case-title').innerText()).trim();
    const number = title.split(/\s/u)[0] ?? '';
    expect(number).toMatch(/^V\d{9}$/u);

    const port = Number(new URL(central.url).port);
    await central.stop();
    await expect(window.getByTestId('sync-text')).toContainText('Offline', { timeout: 30_000 });

    await test.step('read every scan', async () => {
      const documents = window.getByTestId('document');
      const count = await documents.count();
      expect(count).toBeGreaterThan(3);
      for (let at = 0; at < count; at += 1) {
        await documents.nth(at).click();
        await expect(documents.nth(at)).toHaveAttribute('aria-current', 'true');
        await expect(window.getByTestId('viewer')).toHaveAttribute('data-state', 'open');
        await expect.poll(() => hasInk(window), { timeout: 20_000 }).toBe(true);
        await window.getByTestId('viewer-pages').focus();
        await window.keyboard.press('m');
        await expect(documents.nth(at)).toHaveAttribute('data-read', 'true');
      }
      await expect(window.getByTestId('unread-count')).toHaveText('all read');
    });

    await test.step('assess', async () => {
      await window.keyboard.press('a');
      await window.getByTestId('assessment-eligibility').focus();
      await window.keyboard.press('f');
      await expect(window.getByTestId('status-eligibility')).toHaveText('Failed');
      await expect(window.getByTestId('mark-provisional')).toBeVisible();
    });

    await test.step('cite a region, by pointer', async () => {
      await window.getByTestId('document').filter({ hasText: 'Bank statement' }).first().click();
      const page = window.getByTestId('page-box').first();
      await expect(page).toBeVisible();
      await expect.poll(() => hasInk(window), { timeout: 20_000 }).toBe(true);
      const box = await page.boundingBox();
      if (box === null) throw new Error('the page has a place on the screen');
      const at = (x: number, y: number): [number, number] => [
        box.x + box.width * x,
        box.y + Math.min(box.height, 900) * y,
      ];
      await window.mouse.move(...at(0.2, 0.2));
      await window.mouse.down();
      await window.mouse.move(...at(0.4, 0.3), { steps: 4 });
      await window.mouse.move(...at(0.6, 0.35), { steps: 4 });
      await window.mouse.up();
      await expect(window.getByTestId('region-box')).toBeVisible();
      await window.keyboard.press('e');
      await window.getByTestId('ground-filter').fill('179(b)');
      await window.keyboard.press('Enter');
      await expect(window.getByTestId('cite')).toHaveCount(1);
      await expect(window.getByTestId('cite')).toContainText('Bank statement');
    });

    await test.step('the cite leads back to its page', async () => {
      await window.getByTestId('document').first().click();
      await expect(window.getByTestId('document').first()).toHaveAttribute('aria-current', 'true');
      await window.getByTestId('cite-show').click();
      await expect(window.locator('[data-testid="document"][aria-current="true"]')).toContainText('Bank statement');
    });

    await test.step('give reasons and sign', async () => {
      await window.getByTestId('introduction-r179-b.intro').check();
      await window.getByTestId('reason-r179-b.source-of-funds').check();
      await window.getByTestId('own-words-r179-b').fill(ownWords);
      await window.getByTestId('reasons-detailed').fill(reasons);
      await expect(window.getByTestId('checks').locator('[data-standing="unmet"]')).toHaveCount(0);
      await window.keyboard.press('Control+Enter');
      const statement = window.getByTestId('statement');
      await expect(statement).toContainText(reasons);
      await expect(statement).toContainText(ownWords);
      await expect(statement).toContainText('Les documents ne montrent pas la provenance des fonds');
      await window.keyboard.press('Control+Enter');
      await expect(window.getByTestId('signed-state')).toHaveAttribute('data-state', 'provisional');
    });
    await launched.kill();

    await test.step('after the kill and a start without central the decision is still there, provisional', async () => {
      launched = await launchApp({ dataDir: appDir, centralUrl: `http://127.0.0.1:${port}` });
      ({ window } = launched);
      await unlockDevice(window);
      await window.getByTestId('queue-row').filter({ hasText: number }).first().click({ clickCount: 2 });
      await window.getByTestId('tab-decide').click();
      await expect(window.getByTestId('signed-state')).toHaveAttribute('data-state', 'provisional');
      await expect(window.getByTestId('statement')).toContainText(reasons);
      await expect(window.getByTestId('sync-text')).toContainText('1 decision waiting');
    });

    await test.step('central comes back: a receipt', async () => {
      central = await startCentralProcess({ dataDir: centralDir, port });
      await expect(window.getByTestId('signed-state')).toHaveAttribute('data-state', 'received', { timeout: 60_000 });
      await expect(window.getByTestId('receipt')).toContainText(/Receipt \S+/u);
    });
    await launched.close();
    await central.stop();

    const { state, history, acts } = await exportOf(centralDir, number);
    expect(history.filter((event) => event.type === 'decision-signed')).toHaveLength(1);
    expect(acts.filter(({ envelope }) => envelope.type === 'decision.sign')).toHaveLength(1);
    const draft = state.decision.signed?.statement.draft;
    expect(draft?.outcome).toBe('refuse');
    expect(draft?.outcome === 'refuse' ? draft.reasons.detailed : '').toBe(reasons);
    expect(state.decision.signed?.statement.grounds[0]?.cites).toHaveLength(1);
    expect(state.decision.signed?.statement.unopened).toEqual([]);
  });
});
