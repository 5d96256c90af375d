import { describe, expect, it } from 'vitest';
import { addCounts, countPlaywright, countVitest, formatCounts } from './counts.mjs';

describe('counting', () => {
  it('counts a test file that could not be loaded as one failure', () => {
    const counts = countVitest({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
      ],
    });
    expect(counts).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts a flaky end-to-end test and an error outside of tests as failures', () => {
    const counts = countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{}] });
    expect(counts).toEqual({ passed: 5, failed: 3, skipped: 0 });
  });

  it('names skipped tests only when there are some', () => {
    expect(formatCounts({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
    const sum = addCounts({ passed: 2, failed: 0, skipped: 0 }, { passed: 1, failed: 1, skipped: 4 });
    expect(formatCounts(sum)).toBe('3 passed, 1 failed, 4 skipped');
  });
});
