import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { untilCaseIsHere } from '#support/at-the-desk.ts';
import { runCentral, startCentralProcess } from '#support/central.ts';
import { type LaunchedApp, launchApp } from '#support/launch-app.ts';
import { Album, sizeWindow } from './album.ts';
import { decideOldestCase } from './decide-oldest-case.ts';
import { meetWorkOfOthers } from './meet-work-of-others.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, office: { type: 'string' } } });
const officer = 'MC12310';
const supervisor = 'DP22095';
const passphrase = 'lantern orchard ferry nineteen';

async function makeDemoOffice(folder: string): Promise<string> {
  const office = join(folder, 'central');
  if (values.office !== undefined) {
    await cp(values.office, office, { recursive: true });
    return office;
  }
  const { code, stderr } = await runCentral(['seed', '--data', office]);
  if (code !== 0) throw new Error(stderr);
  return office;
}

async function signIn(window: Page, officerId: string): Promise<void> {
  await window.getByTestId(`sign-in-${officerId}`).click();
  await window.getByTestId('queue-row').first().waitFor({ timeout: 120_000 });
  await window
    .getByTestId('sync-text')
    .filter({ hasText: /Up to date|À jour/u })
    .waitFor({ timeout: 300_000 });
}

async function firstRun({ window }: LaunchedApp, album: Album): Promise<void> {
  await window.getByTestId('passphrase-input').fill(passphrase);
  await window.getByTestId('passphrase-repeat').fill(passphrase);
  await album.take(window, 'first-run-en-light');
  await window.getByTestId('store-create').click();
  await window.getByTestId('recovery-written').check();
  await window.getByTestId('recovery-go').click();
  await window.getByTestId(`sign-in-${officer}`).waitFor();
  await album.take(window, 'sign-in-en-light');
}

/** Sets language and theme in the settings, and goes back to the queue. */
async function show(window: Page, language: 'en' | 'fr', theme: 'light' | 'dark' | 'high-contrast'): Promise<void> {
  await window.getByTestId('rail-settings').click();
  await window.getByTestId(`language-${language}`).click();
  await window.getByTestId(`theme-${theme}`).click();
  await window.locator(`[data-testid="app-root"][data-theme="${theme}"]`).waitFor();
  await window.locator(`html[lang="${language}"]`).waitFor();
  await window.getByTestId('rail-queue').click();
  await window.getByTestId('queue-row').first().waitFor();
}

async function openFirstCase(window: Page): Promise<void> {
  await window.getByTestId('queue-grid').focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('Enter');
  await window.getByTestId('case').waitFor();
  await untilCaseIsHere(window);
  await window.getByTestId('page-picture').first().waitFor();
}

async function officersDay({ window }: LaunchedApp, album: Album): Promise<void> {
  await signIn(window, officer);
  await show(window, 'en', 'light');
  await album.take(window, 'queue-en-light');
  await openFirstCase(window);
  await decideOldestCase(window, album);
  await show(window, 'fr', 'dark');
  await album.take(window, 'queue-fr-dark');
  await openFirstCase(window);
  await album.take(window, 'case-fr-dark');
  await window.keyboard.press('Escape');
  await show(window, 'en', 'high-contrast');
  await openFirstCase(window);
  await window.getByTestId('tab-notes').click();
  await album.take(window, 'case-en-high-contrast');
  await window.keyboard.press('Escape');
  await show(window, 'en', 'light');
  await window.keyboard.press('Control+K');
  await window.getByTestId('palette-input').fill('view');
  await album.take(window, 'palette-en-light');
  await window.keyboard.press('Escape');
  await meetWorkOfOthers(window, { centralUrl: central.url, officer }, album);
  await prepareTrip(window, album);
}

/** The next cases of the queue, made ready for days without a connection and checked. */
async function prepareTrip(window: Page, album: Album): Promise<void> {
  await window.getByTestId('rail-trip').click();
  await window.getByTestId('trip-count').fill('12');
  await album.take(window, 'trip-plan-en-light');
  await window.getByTestId('trip-start').click();
  await window.locator('[data-testid="trip-standing"][data-state="ready"]').waitFor({ timeout: 300_000 });
  await album.take(window, 'trip-ready-en-light');
}

async function supervisorsView({ window }: LaunchedApp, album: Album): Promise<void> {
  await window.getByTestId('top-person').click();
  await window.getByTestId('sign-out').click();
  await signIn(window, supervisor);
  await window.getByTestId('rail-workload').click();
  await window.getByTestId('queue-row').first().waitFor();
  await album.take(window, 'workload-en-light');
  await window.keyboard.press('Control+Shift+L');
  await window.getByTestId('passphrase-input').waitFor();
  await album.take(window, 'unlock-en-light');
}

const folder = await mkdtemp(join(tmpdir(), 'dossier-screenshots-'));
const out = values.out ?? join(folder, 'pictures');
await mkdir(out, { recursive: true });
const central = await startCentralProcess({ dataDir: await makeDemoOffice(folder) });
try {
  const launched = await launchApp({ dataDir: join(folder, 'device'), centralUrl: central.url });
  try {
    const album = new Album(out);
    await sizeWindow(launched);
    await firstRun(launched, album);
    await officersDay(launched, album);
    await supervisorsView(launched, album);
  } finally {
    await launched.close();
  }
} finally {
  await central.stop();
  await rm(folder, { recursive: true, force: true });
}
