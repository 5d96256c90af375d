import { rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { setUpDevice, untilCaseIsHere } from '#support/at-the-desk.ts';
import { startCentralProcess } from '#support/central.ts';
import { corpusFile, corpusFiles, hasCorpus } from '#support/corpus.ts';
import { launchApp } from '#support/launch-app.ts';
import type { PackedFile } from '#support/pack-case.ts';
import { importAsCase, openPackedCase, peopledFolder, shadesOfPage, showDocument } from '#support/pack-case.ts';
import { shellLogEvents } from '#support/shell-log-lines.ts';

/** Broken or hostile: these must say so. */
const broken = /^(?:invalid\.pdf|crash-.*|oom-.*|multipage_single_frame_loop\.tiff)$/u;

/** Nothing stands on the first page of these: an empty content stream, or a page of one colour. */
const plain = /^(?:blank|no_contents|trivial|livecycle)\.pdf$|^multipage\.tiff$/u;

const number = 'V400500600';

function everyFile(): readonly PackedFile[] {
  return (['scans', 'tiff'] as const).flatMap((folder) =>
    corpusFiles(folder)
      .filter((name) => /\.(?:pdf|tiff?|jpe?g|png)$/iu.test(name))
      .map((name) => ({ name, bytes: corpusFile(folder, name) })),
  );
}

test('every real scan is shown; what is broken says so, and the application stays up', async () => {
  test.skip(!hasCorpus, 'the corpus of real scans is not here (../shared/corpus, or DOSSIER_CORPUS)');
  test.setTimeout(600_000);
  const files = everyFile();
  const centralDir = await peopledFolder();
  await importAsCase(centralDir, number, files);
  const central = await startCentralProcess({ dataDir: centralDir });
  const launched = await launchApp({ centralUrl: central.url });
  const { window } = launched;
  const errors: string[] = [];
  window.on('pageerror', (error) => errors.push(String(error)));
  try {
    await setUpDevice(window);
    await openPackedCase(window, number);
    await untilCaseIsHere(window);
    expect(await window.getByTestId('document').count()).toBe(files.length);
    for (const { name } of files) {
      await test.step(name, async () => {
        await showDocument(window, name);
        const viewer = window.getByTestId('viewer');
        const failed = viewer.getByTestId('error-note').or(viewer.locator('.viewer-pages [data-testid="page-failed"]'));
        if (broken.test(name)) {
          await expect(failed).toBeVisible();
          expect(await failed.getAttribute('data-code')).toBe('document-unreadable');
          expect((await failed.innerText()).trim().length).toBeGreaterThan(20);
          return;
        }
        await expect(failed).toHaveCount(0);
        await expect(viewer).toHaveAttribute('data-state', 'open');
        const shades = await shadesOfPage(window);
        if (plain.test(name)) expect(shades).toBe(1);
        else expect(shades).toBeGreaterThan(1);
      });
    }
    // The last is looked at again, then the queue: everything still answers.
    await showDocument(window, 'skew.pdf');
    expect(await shadesOfPage(window)).toBeGreaterThan(1);
    await window.keyboard.press('Escape');
    await expect(window.getByTestId('queue-row').first()).toBeVisible();
    expect(errors).toEqual([]);
    const ended = (await shellLogEvents(launched.dataDir)).map(({ event }) => event);
    expect(ended).not.toContain('page-gone');
    expect(ended).not.toContain('core-ended');
  } finally {
    await launched.close();
    await central.stop();
    await rm(centralDir, { recursive: true, force: true });
  }
});
