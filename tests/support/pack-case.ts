import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openCentral } from '#central/central.ts';
import { seedDemoOffice } from '#central/demo/office.ts';
import type { Day } from '#shared/model/ids.ts';
import { demoOfficer } from './at-the-desk.ts';
import { runCentral } from './central.ts';
import { describePack } from './pack-description.ts';

export interface PackedFile {
  /** Name in the pack, and the document's title in both languages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A folder of central with the people of the demo office and hardly a case. */
export async function peopledFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dossier-central-'));
  const central = await openCentral({ dataDir, databaseUrl: null, demo: true });
  try {
    await seedDemoOffice(central, { seed: 'people', count: 1, today: new Date().toISOString().slice(0, 10) as Day });
  } finally {
    await central.close();
  }
  return dataDir;
}

/** Brings files in as a case of the demo officer, by a case pack and central's command line, as an office would. */
export async function importAsCase(centralDir: string, number: string, files: readonly PackedFile[]): Promise<void> {
  const pack = await mkdtemp(join(tmpdir(), 'dossier-pack-'));
  await mkdir(join(pack, 'files'));
  for (const { name, bytes } of files) await writeFile(join(pack, 'files', name), bytes);
  const description = describePack(
    number,
    files.map(({ name }) => ({ file: `files/${name}`, type: 'other', title: { en: name, fr: name } })),
  );
  await writeFile(join(pack, 'case.json'), JSON.stringify(description));
  const { code, stderr } = await runCentral(['import', pack, '--data', centralDir, '--assign', demoOfficer]);
  if (code !== 0) throw new Error(`the pack was not imported: ${stderr}`);
}

/** From the queue into a case, by its number. */
export async function openPackedCase(window: Page, number: string): Promise<void> {
  const row = window.getByTestId('queue-row').filter({ hasText: number });
  await row.click();
  await window.keyboard.press('Enter');
  await window.locator('[data-testid="case"]', { hasText: number }).waitFor();
}

/** Shows a document of the open case by its title and waits until its first page is drawn, or what failed is said. */
export async function showDocument(window: Page, title: string): Promise<void> {
  const line = window.getByTestId('document').filter({ has: window.getByText(title, { exact: true }) });
  await line.click();
  const viewer = window.locator(`[data-testid="viewer"][aria-label="${title}"]`);
  await viewer
    .locator(
      '.viewer-pages [data-page="0"] :is([data-drawn="true"], [data-testid="page-failed"]), [data-testid="error-note"]',
    )
    .first()
    .waitFor({ timeout: 60_000 });
}

/** How many shades stand on a page that is shown, from 32 by channel. One: it is of one colour all over. */
export async function shadesOfPage(window: Page, pageIndex = 0): Promise<number> {
  return window.evaluate((index) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`.viewer-pages [data-page="${index}"] canvas`);
    if (canvas === null || canvas.width === 0) return 0;
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    if (context === null) return 0;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const shades = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      shades.add(((data[at] ?? 0) >> 3) * 1024 + ((data[at + 1] ?? 0) >> 3) * 32 + ((data[at + 2] ?? 0) >> 3));
    }
    return shades.size;
  }, pageIndex);
}
