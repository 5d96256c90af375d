import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'tests/{campaigns,integration,sync,simulation,support}/**/*.test.ts',
    ],
    // Real databases and real files: a process each, so that native code cannot spoil a neighbour.
    pool: 'forks',
    // On two cores the default is one process, which leaves the other core idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What a test waits for comes late on a busy machine; the usual second would make that a failure.
    expect: { poll: { timeout: 20_000, interval: 25 } },
    restoreMocks: true,
  },
});
