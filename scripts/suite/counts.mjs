/** How many tests passed, failed and were skipped, from what each runner wrote. */

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** @returns {Counts} */
export function noCounts() {
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * @param {Counts} left
 * @param {Counts} right
 * @returns {Counts}
 */
export function addCounts(left, right) {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/**
 * @param {unknown} result what vitest's json reporter wrote
 * @returns {Counts}
 */
export function countVitest(result) {
  const report = /** @type {{
    numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
    testResults: {status: string, assertionResults: unknown[]}[]}} */ (result);
  // A file that could not be loaded has no tests to fail: it counts as one.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {unknown} result what playwright's json reporter wrote
 * @returns {Counts}
 */
export function countPlaywright(result) {
  const report = /** @type {{
    stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors?: unknown[]}} */ (result);
  return {
    passed: report.stats.expected,
    // A test that passes only the second time is not one that passes.
    failed: report.stats.unexpected + report.stats.flaky + (report.errors?.length ?? 0),
    skipped: report.stats.skipped,
  };
}

/** @param {Counts} counts */
export function formatCounts(counts) {
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
