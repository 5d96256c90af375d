import type { Page } from 'playwright-core';
import type { LaunchedApp } from '#support/launch-app.ts';
import { launchSeeded } from '#support/seeded-app.ts';
import { dragTo, installPaintClock, paintAfter } from './support/paint-clock.ts';
import { percentile, Report } from './support/report.ts';

/**
 * The queue on the screen of the real application: from the key, click or drag to the frame in which its lines stand,
 * through page, main, core and back. No question is asked again while the page still holds its answer (4 s).
 */
const goalMs = 100;
const rounds = 16;
const forgottenAfterMs = 4_500;
const views = ['all', 'pool', 'beyond-standard', 'mine'];
const sorts = ['number', 'name', 'program', 'stage', 'age', 'due'];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Each gives the act of a round; what is not to be measured is done before it. */
const acts: Readonly<Record<string, (window: Page, round: number) => Promise<() => Promise<unknown>>>> = {
  open: async (window) => {
    await window.getByTestId('rail-settings').click();
    await window.getByTestId('queue-grid').waitFor({ state: 'detached' });
    await pause(forgottenAfterMs);
    return () => window.keyboard.press('Alt+1');
  },
  filter: async (window, round) => {
    await pause(forgottenAfterMs / views.length);
    return () => window.getByTestId(`view-${views[round % views.length]}`).click();
  },
  sort: async (window, round) => {
    if (round === 0) await paintAfter(window, () => window.getByTestId('view-all').click());
    await pause(forgottenAfterMs / sorts.length);
    return () => window.getByTestId(`sort-${sorts[round % sorts.length]}`).click();
  },
  scroll: async (window, round) => {
    if (round === 0) await paintAfter(window, () => window.getByTestId('view-all').click());
    return () => dragTo(window, (round + 1) / (rounds + 1));
  },
};

async function measure({ window }: LaunchedApp, report: Report, cases: number): Promise<void> {
  await installPaintClock(window);
  for (const [name, prepare] of Object.entries(acts)) {
    const runs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const act = await prepare(window, round);
      runs.push(await paintAfter(window, act));
    }
    report.add(`queue-paint.${cases}.${name}.p50`, { value: percentile(runs, 0.5), unit: 'ms', runs });
    report.add(`queue-paint.${cases}.${name}.p95`, { value: percentile(runs, 0.95), unit: 'ms', runs, goal: goalMs });
  }
}

const report = new Report('Queue to paint');
for (const cases of [10_000, 100_000]) {
  const launched = await launchSeeded({ cases });
  await measure(launched, report, cases);
  await launched.close();
}
report.note('Two frames of 16.7 ms are in every figure: the one that draws, and the one whose begin says that it has.');
report.note('open: from another screen back to the queue. filter: a view. sort: a heading. scroll: the thumb dragged.');
report.finish();
