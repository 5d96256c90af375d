import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { accessibilityProblems } from '#support/accessibility.ts';
import { setUpDevice, untilCaseIsHere } from '#support/at-the-desk.ts';
import { type CentralProcess, startCentralProcess } from '#support/central.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { importAsCase, openPackedCase, peopledFolder, shadesOfPage, showDocument } from '#support/pack-case.ts';
import { launchSeeded } from '#support/seeded-app.ts';
import { viewerPapers } from '#support/viewer-papers.ts';

const number = 'V400500700';

test.describe.configure({ mode: 'serial' });

test.describe('the viewer', () => {
  let centralDir: string;
  let central: CentralProcess;
  let launched: LaunchedApp;
  let window: Page;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    centralDir = await peopledFolder();
    await importAsCase(centralDir, number, await viewerPapers());
    central = await startCentralProcess({ dataDir: centralDir });
    launched = await launchApp({ centralUrl: central.url });
    ({ window } = launched);
    await setUpDevice(window);
    await openPackedCase(window, number);
    await untilCaseIsHere(window);
  });
  test.afterAll(async () => {
    await launched?.close();
    await central?.stop();
    await rm(centralDir, { recursive: true, force: true });
  });

  const pages = (): Locator => window.getByTestId('viewer-pages');
  const pageBox = (index: number): Locator => window.locator(`.viewer-pages [data-page="${index}"]`);
  const pageNumber = (): Locator => window.getByTestId('viewer-page');
  const documentLine = (title: string): Locator => window.getByTestId('document').filter({ hasText: title });
  const drawn = (index: number): Promise<void> =>
    expect(pageBox(index).getByTestId('page-picture')).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });

  test('shows PDF, TIFF and JPEG, each with its tools, and nothing that axe minds', async () => {
    await showDocument(window, 'photo.jpg');
    expect(await shadesOfPage(window)).toBeGreaterThan(1);
    await expect(window.getByTestId('tool-text')).toHaveCount(0);
    await showDocument(window, 'scan.tiff');
    expect(await shadesOfPage(window)).toBeGreaterThan(1);
    await expect(window.getByTestId('thumbnail')).toHaveCount(3);
    await showDocument(window, 'letter.pdf');
    expect(await shadesOfPage(window)).toBeGreaterThan(1);
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  test('lets text be selected where the document has text', async () => {
    await showDocument(window, 'letter.pdf');
    await window.getByTestId('tool-text').click();
    const line = pageBox(0).getByTestId('page-text').getByText('Employment confirmed');
    await line.dblclick();
    await expect
      .poll(() => window.evaluate(() => getSelection()?.toString().trim()))
      .toMatch(/^(?:Employment|confirmed|since|2019)$/u);
    await window.getByTestId('tool-region').click();
  });

  test('zooms by key and by wheel about the page that is read, and fits again', async () => {
    await showDocument(window, 'letter.pdf');
    await pages().focus();
    const width = async (): Promise<number> => (await pageBox(0).boundingBox())?.width ?? 0;
    const fitted = await width();
    await window.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(fitted * 1.2);
    await drawn(0);
    const zoomed = await width();
    await pages().hover();
    await window.keyboard.down('Control');
    await window.mouse.wheel(0, -120);
    await window.keyboard.up('Control');
    await expect.poll(width).toBeGreaterThan(zoomed * 1.2);
    await window.keyboard.press('0');
    await expect.poll(width).toBeCloseTo(fitted, 0);
    await window.keyboard.press('0');
    await expect(window.getByTestId('fit-page')).toHaveAttribute('aria-pressed', 'true');
    await window.keyboard.press('0');
  });

  test('keeps a page turned, also after the case was left', async () => {
    await showDocument(window, 'letter.pdf');
    const isWide = async (): Promise<boolean> => {
      const box = await pageBox(0).boundingBox();
      return box !== null && box.width > box.height;
    };
    expect(await isWide()).toBe(false);
    await pages().focus();
    await window.keyboard.press('Shift+R');
    await expect.poll(isWide).toBe(true);
    await window.keyboard.press('Escape');
    await openPackedCase(window, number);
    await showDocument(window, 'letter.pdf');
    expect(await isWide()).toBe(true);
    await pages().focus();
    for (const _ of [1, 2, 3]) await window.keyboard.press('Shift+R');
    await expect.poll(isWide).toBe(false);
  });

  test('draws a region by pointer and by key; Escape drops it and stays in the case', async () => {
    await showDocument(window, 'scan.tiff');
    const box = await pageBox(0).boundingBox();
    if (box === null) throw new Error('the page has a place on the screen');
    await window.mouse.move(box.x + 40, box.y + 40);
    await window.mouse.down();
    await window.mouse.move(box.x + 200, box.y + 120, { steps: 4 });
    await window.mouse.up();
    const region = window.getByTestId('region-box');
    await expect(region).toBeVisible();
    await window.keyboard.press('Escape');
    await expect(region).toHaveCount(0);
    await expect(window.getByTestId('case')).toBeVisible();

    await window.keyboard.press('r');
    await expect(region).toBeFocused();
    const before = await region.boundingBox();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('Shift+ArrowDown');
    const after = await region.boundingBox();
    expect((after?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(3);
    expect((after?.height ?? 0) - (before?.height ?? 0)).toBeGreaterThan(3);
    await window.keyboard.press('Escape');
    await expect(region).toHaveCount(0);
    await expect(pages()).toBeFocused();
  });

  test('counts a document as read when every page stood before the reader, not when it is opened', async () => {
    const line = documentLine('scan.tiff');
    await showDocument(window, 'photo.jpg');
    await expect(documentLine('photo.jpg')).toHaveAttribute('data-read', 'true');
    await showDocument(window, 'scan.tiff');
    await expect(line).toHaveAttribute('data-read', 'false');
    await pages().focus();
    await window.keyboard.press('Control+Home');
    for (const seen of ['1', '2', '3']) {
      await expect(pages()).toHaveAttribute('data-seen', seen, { timeout: 20_000 });
      if (seen === '2') await expect(line).toHaveAttribute('data-read', 'false');
      await window.keyboard.press('Control+PageDown');
    }
    await expect(line).toHaveAttribute('data-read', 'true');
    await expect(window.getByTestId('mark-read')).toHaveCount(0);
  });

  test('says in both languages why a document cannot be shown', async () => {
    await showDocument(window, 'locked.pdf');
    const note = window.getByTestId('viewer').getByTestId('error-note');
    await expect(note).toHaveAttribute('data-code', 'document-encrypted');
    await expect(note).toContainText('protected by a password');
    await window.getByTestId('switch-language').click();
    await expect(note).toContainText('mot de passe');
    await window.getByTestId('switch-language').click();
  });

  test('leafs through 600 pages with few of them in the page and memory flat', async () => {
    test.setTimeout(240_000);
    await showDocument(window, 'record.pdf');
    await expect(documentLine('record.pdf')).toHaveAttribute('data-read', 'false');
    const jump = async (page: number): Promise<void> => {
      await pageNumber().fill(String(page));
      await pageNumber().press('Enter');
      await expect(pageNumber()).toHaveValue(String(page));
      await drawn(page - 1);
      expect(await shadesOfPage(window, page - 1)).toBeGreaterThan(1);
    };
    await jump(600);
    await jump(1);
    const leaf = async (from: number, until: number): Promise<void> => {
      for (let page = from; page <= until; page += 9) await jump(page);
    };
    await leaf(2, 100);
    const early = await privateMegabytes(launched);
    await leaf(101, 400);
    const late = await privateMegabytes(launched);
    expect(await window.locator('.viewer-pages canvas').count()).toBeLessThan(8);
    expect(await window.getByTestId('thumbnail').count()).toBeLessThan(20);
    // Some hundred pages around those were decoded in between, 4 MB each.
    if (early !== null && late !== null) expect(late - early).toBeLessThan(60);
    await pages().focus();
    await window.keyboard.press('m');
    await expect(documentLine('record.pdf')).toHaveAttribute('data-read', 'true');
  });

  test('is torn off into a window of its own, which follows the case and switches its documents', async () => {
    await showDocument(window, 'scan.tiff');
    const opened = launched.app.waitForEvent('window');
    await window.getByTestId('tear-off').click();
    const apart = await opened;
    await apart.getByTestId('viewer-window').waitFor();
    await expect(apart.locator('.viewer-pages [data-testid="page-picture"]').first()).toHaveAttribute(
      'data-drawn',
      'true',
    );
    await expect.poll(() => apart.title()).toBe(`scan.tiff - ${number} - Dossier`);
    expect(await accessibilityProblems(apart)).toEqual([]);
    await apart.getByTestId('window-document').selectOption({ label: 'photo.jpg' });
    await expect(apart.getByTestId('viewer')).toHaveAttribute('aria-label', 'photo.jpg');
    // Read there, it is read here.
    await apart.keyboard.press('Escape');
    await expect(window.getByTestId('case')).toBeVisible();
    await apart.getByTestId('window-document').selectOption({ index: 0 });
    await expect(apart.locator('.viewer-pages [data-testid="page-picture"]').first()).toHaveAttribute(
      'data-drawn',
      'true',
    );
    await window.getByTestId('lock').click();
    await expect(apart.getByTestId('viewer-window')).toHaveCount(0);
    await expect(apart.locator('canvas')).toHaveCount(0);
    await apart.close();
  });
});

test('a document that is not on the device says so and can be asked for', async () => {
  const launched = await launchSeeded({ cases: 3 });
  const { window } = launched;
  try {
    await window.getByTestId('view-all').click();
    await window.getByTestId('queue-row').first().click();
    await window.keyboard.press('Enter');
    const reason = window.getByTestId('reason');
    await reason.or(window.getByTestId('viewer')).first().waitFor();
    if (await reason.isVisible()) {
      await reason.fill('Checked for a colleague');
      await window.getByTestId('reason-go').click();
    }
    const note = window.getByTestId('viewer').getByTestId('error-note');
    await expect(note).toHaveAttribute('data-code', 'document-missing');
    await window.getByTestId('fetch-now').click();
    await expect(window.getByTestId('viewer').getByRole('status')).toContainText('asked for');
  } finally {
    await launched.close();
  }
});

/** Private memory of the page's process; null where the system does not say. */
async function privateMegabytes({ app }: LaunchedApp): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...text.matchAll(/^Private_\w+:\s+(\d+) kB/gmu)].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  );
  return kilobytes / 1024;
}
