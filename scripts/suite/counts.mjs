/** How many tests passed, failed and were skipped, and which failed and why, from what each runner wrote. */

import { stripVTControlCharacters } from 'node:util';

/** @typedef {{passed: number, failed: number, skipped: number, failures: string[]}} Counts */

/** @returns {Counts} */
export function noCounts() {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
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
    failures: [...left.failures, ...right.failures],
  };
}

/**
 * A line for the end of a long log, of which often only the end is kept: where, what, and the first words of why.
 *
 * @param {string} where
 * @param {string} what
 * @param {string | undefined} why
 */
function failureLine(where, what, why = '') {
  const reason = stripVTControlCharacters(why).split('\n').slice(0, 4).join(' | ').slice(0, 400);
  return [where, what, reason].filter((part) => part !== '').join('\n    ');
}

/**
 * @param {unknown} result what vitest's json reporter wrote
 * @returns {Counts}
 */
export function countVitest(result) {
  const report = /** @type {{
    numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
    testResults: {name: string, message?: string, status: string,
      assertionResults: {status: string, fullName: string, failureMessages?: string[]}[]}[]}} */ (result);
  // A file that could not be loaded has no tests to fail: it counts as one.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...broken.map((file) => failureLine(file.name, '', file.message)),
      ...report.testResults.flatMap((file) =>
        file.assertionResults
          .filter((each) => each.status === 'failed')
          .map((each) => failureLine(file.name, each.fullName, each.failureMessages?.[0])),
      ),
    ],
  };
}

/**
 * @typedef {{title: string, file: string, suites?: PlaywrightSuite[], specs: {title: string, file: string, line: number,
 *   tests: {status: string, results: {error?: {message?: string}}[]}[]}[]}} PlaywrightSuite
 */

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failuresIn(suite) {
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => ['unexpected', 'flaky'].includes(test.status))
      .map((test) => {
        const why = test.results.find((each) => each.error !== undefined)?.error?.message;
        return failureLine(`${spec.file}:${spec.line}`, `${spec.title} (${test.status})`, why);
      }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(failuresIn)];
}

/**
 * @param {unknown} result what playwright's json reporter wrote
 * @returns {Counts}
 */
export function countPlaywright(result) {
  const report = /** @type {{suites?: PlaywrightSuite[],
    stats: {expected: number, unexpected: number, flaky: number, skipped: number},
    errors?: {message?: string}[]}} */ (result);
  return {
    passed: report.stats.expected,
    // A test that passes only the second time is not one that passes.
    failed: report.stats.unexpected + report.stats.flaky + (report.errors?.length ?? 0),
    skipped: report.stats.skipped,
    failures: [
      ...(report.suites ?? []).flatMap(failuresIn),
      ...(report.errors ?? []).map((error) => failureLine('', 'outside of tests', error.message)),
    ],
  };
}

/** @param {Counts} counts */
export function formatCounts(counts) {
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
