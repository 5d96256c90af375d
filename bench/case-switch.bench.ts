import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { setUpDevice, unlockDevice } from '#support/at-the-desk.ts';
import { startCentralProcess } from '#support/central.ts';
import { launchApp } from '#support/launch-app.ts';
import { peopledFolder } from '#support/pack-case.ts';
import { callRaw } from '#support/raw-line.ts';
import { median, percentile, Report } from './support/report.ts';
import { importScannedCases } from './support/scanned-cases.ts';

/**
 * From the key J to the frame in which the next case stands with its first page sharp, in the real application on real
 * scans (G4, 200 dpi, three documents a case, none of them seen before). Prepared: after the officer has looked at the
 * case for a moment. Unprepared: J again in the frame in which the case before has come.
 */
const pairs = 30;
const readingMs = 2_000;
const goalMs = 50;

interface Switch {
  /** The case itself: header, file, desk. */
  readonly caseMs: number;
  readonly pageMs: number;
}

/** Noted in the page, with the input event's own time: the driver's way to the page is no part of it. */
async function watchSwitches(window: Page): Promise<void> {
  await window.evaluate(() => {
    const shownCase = (): string | undefined =>
      document.querySelector<HTMLElement>('[data-testid="case"]')?.dataset['caseId'];
    const isSharp = (): boolean =>
      document.querySelector('.viewer-pages [data-page="0"] [data-testid="page-picture"][data-drawn="true"]') !== null;
    const afterPaint = (run: () => void): void => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = run;
      port2.postMessage(null);
    };
    globalThis.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (key !== 'j') return;
        const before = shownCase();
        const last = document.querySelector<HTMLElement>('[data-testid="viewer"]')?.dataset['document'];
        let caseMs: number | null = null;
        const look = (): void => {
          const isThere = shownCase() !== undefined && shownCase() !== before;
          const shown = document.querySelector<HTMLElement>('[data-testid="viewer"]')?.dataset['document'];
          const isDone = isThere && shown !== last && isSharp();
          afterPaint(() => {
            if (isThere) caseMs ??= performance.now() - timeStamp;
            if (isDone) Object.assign(globalThis, { lastSwitch: { caseMs, pageMs: performance.now() - timeStamp } });
            else requestAnimationFrame(look);
          });
        };
        Object.assign(globalThis, { lastSwitch: null });
        requestAnimationFrame(look);
      },
      true,
    );
  });
}

async function switchCase(window: Page): Promise<Switch> {
  await window.keyboard.press('j');
  const noted = await window.waitForFunction(
    () => (globalThis as unknown as { lastSwitch: Switch | null }).lastSwitch,
    null,
    { timeout: 60_000, polling: 20 },
  );
  return (await noted.jsonValue()) as Switch;
}

async function untilAllIsHere(window: Page): Promise<void> {
  for (;;) {
    const reply = (await callRaw(window, 'sync.status', {})) as {
      readonly value?: { readonly state: string; readonly documents: { readonly missing: number } };
    };
    if (reply.value?.state === 'up-to-date' && reply.value.documents.missing === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const centralDir = await peopledFolder();
const dataDir = await mkdtemp(join(tmpdir(), 'dossier-bench-'));
await importScannedCases(centralDir, 2 * pairs + 2);
const central = await startCentralProcess({ dataDir: centralDir });
const loading = await launchApp({ dataDir, centralUrl: central.url });
await setUpDevice(loading.window);
await untilAllIsHere(loading.window);
await loading.close();

const launched = await launchApp({ dataDir, centralUrl: central.url });
const { window } = launched;
await unlockDevice(window);
await window.getByTestId('queue-row').filter({ hasText: 'V5' }).first().click();
await window.keyboard.press('Enter');
await window
  .locator('.viewer-pages [data-testid="page-picture"][data-drawn="true"]')
  .first()
  .waitFor({ timeout: 60_000 });
await watchSwitches(window);
const prepared: Switch[] = [];
const unprepared: Switch[] = [];
for (let pair = 0; pair < pairs; pair += 1) {
  await window.waitForTimeout(readingMs);
  prepared.push(await switchCase(window));
  unprepared.push(await switchCase(window));
}
await launched.close();
await central.stop();
await rm(centralDir, { recursive: true, force: true });
await rm(dataDir, { recursive: true, force: true });

const report = new Report('Case switch, from key to paint');
for (const [name, switches] of Object.entries({ prepared, unprepared })) {
  const pages = switches.map(({ pageMs }) => pageMs);
  const cases = switches.map(({ caseMs }) => caseMs);
  const goal = name === 'prepared' ? { goal: goalMs } : {};
  report.add(`case-switch.${name}.p50`, { value: median(pages), unit: 'ms', runs: pages });
  report.add(`case-switch.${name}.p95`, { value: percentile(pages, 0.95), unit: 'ms', runs: pages, ...goal });
  report.add(`case-switch.${name}.case.p50`, { value: median(cases), unit: 'ms', runs: cases });
  report.add(`case-switch.${name}.case.p95`, { value: percentile(cases, 0.95), unit: 'ms', runs: cases });
}
report.note(
  'p50, p95: until the first page of its first unread document is sharp. case: until header, file and desk stand.',
);
report.finish();
