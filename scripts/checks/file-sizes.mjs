/** How long the files are: median, 95th percentile, and those over 400 lines. A report, not a gate. */

import { runScript } from '../setup/progress.mjs';
import { isTest, readSources } from './source-files.mjs';

const longFile = 400;

/**
 * @param {readonly number[]} sorted
 * @param {number} share
 */
function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

await runScript(async () => {
  const all = readSources(['src', 'tests', 'scripts', 'bench']).map(({ path, text }) => ({
    path,
    lines: text.split('\n').length - 1,
    isTest: isTest(path) || path.startsWith('tests/'),
  }));
  for (const [title, files] of /** @type {const} */ ([
    ['source', all.filter((file) => !file.isTest)],
    ['tests', all.filter((file) => file.isTest)],
  ])) {
    const sorted = files.map((file) => file.lines).sort((left, right) => left - right);
    const total = sorted.reduce((sum, lines) => sum + lines, 0);
    process.stdout.write(
      `${title}: ${files.length} files, ${total} lines, median ${percentile(sorted, 0.5)}, p95 ${percentile(sorted, 0.95)}, longest ${sorted.at(-1) ?? 0}\n`,
    );
    for (const file of files.filter(({ lines }) => lines > longFile))
      process.stdout.write(`  ${file.lines} ${file.path}\n`);
  }
});
