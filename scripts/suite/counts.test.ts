import { describe, expect, it } from 'vitest';
import { addCounts, countPlaywright, countVitest, formatCounts, noCounts } from './counts.mjs';

describe('counting', () => {
  it('counts a test file that could not be loaded as one failure', () => {
    const counts = countVitest({
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'adds' },
            {
              status: 'failed',
              fullName: 'takes away',
              failureMessages: ['\u001B[31mexpected 1\u001B[39m\n  to be 2'],
            },
          ],
        },
      ],
    });
    expect(counts).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
    expect(counts.failures).toEqual([
      'a.test.ts\n    no such module',
      'b.test.ts\n    takes away\n    expected 1 |   to be 2',
    ]);
  });

  it('counts a flaky end-to-end test and an error outside of tests as failures', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'case.spec.ts',
      line: 12,
      tests: [{ status, results: [{}, { error: { message: `${title}: timed out` } }] }],
    });
    const counts = countPlaywright({
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 },
      suites: [
        { title: '', file: 'case.spec.ts', specs: [spec('opens', 'expected'), spec('signs', 'flaky')] },
        { title: '', file: '', specs: [], suites: [{ title: '', file: '', specs: [spec('prints', 'unexpected')] }] },
      ],
      errors: [{ message: 'no display' }],
    });
    expect(counts).toMatchObject({ passed: 5, failed: 3, skipped: 0 });
    expect(counts.failures).toEqual([
      'case.spec.ts:12\n    signs (flaky)\n    signs: timed out',
      'case.spec.ts:12\n    prints (unexpected)\n    prints: timed out',
      'outside of tests\n    no display',
    ]);
  });

  it('names skipped tests only when there are some', () => {
    const good = { ...noCounts(), passed: 2 };
    expect(formatCounts(good)).toBe('2 passed, 0 failed');
    const sum = addCounts(good, { passed: 1, failed: 1, skipped: 4, failures: ['signs'] });
    expect(sum.failures).toEqual(['signs']);
    expect(formatCounts(sum)).toBe('3 passed, 1 failed, 4 skipped');
  });
});
