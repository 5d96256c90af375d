import { type ComparedName, comparedNames, compareWindows } from './support/compared-windows.ts';
import { median, Report } from './support/report.ts';
import { firstPaintOf } from './support/spawn-window.ts';

/**
 * From the spawn of the process to the first painted text: a word in a blank window, a line of the queue in Dossier,
 * its store opened by a real keychain, with 10,000 cases on it and central reachable. One after the other, in turn.
 */
const cases = 10_000;
const rounds = 9;
const undisturbedMs = 4_000;
const paintedText: Readonly<Record<ComparedName, string>> = { blank: 'blank-window', dossier: 'queue-line' };

const windows = await compareWindows(cases, undisturbedMs);
const runs: Record<ComparedName, number[]> = { blank: [], dossier: [] };
// The first round fills the caches of code and files for both; it does not count.
for (let round = 0; round <= rounds; round += 1) {
  for (const name of round % 2 === 0 ? comparedNames : comparedNames.toReversed()) {
    const window = await windows.start(name);
    const tookMs = await firstPaintOf(window, paintedText[name]);
    await window.quit();
    if (round > 0) runs[name].push(tookMs);
  }
}
await windows.stop();

const report = new Report(`Start, ${cases} cases`);
for (const name of comparedNames) {
  report.add(`start.${name}`, { value: median(runs[name]), unit: 'ms', runs: runs[name] });
}
const ratios = runs.dossier.map((tookMs, round) => tookMs / (runs.blank[round] ?? Number.NaN));
report.add('start.ratio', { value: median(runs.dossier) / median(runs.blank), unit: 'x', runs: ratios, goal: 1.5 });
report.note(
  'From spawn to the paint of the first line of the queue (blank: of its one word), as the browser timed it.',
);
report.note('The ratio is that of the medians; its runs are the ratios round by round.');
report.finish();
