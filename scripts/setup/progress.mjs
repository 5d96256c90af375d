/**
 * What set-up says on the way: one line when a step begins, one when it ends. All of it goes to
 * stderr, so that the stdout of a command stays its result.
 */

import { performance } from 'node:perf_hooks';

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs one named step and says how long it took, or that it failed.
 *
 * @template T
 * @param {string} title what is being done, in plain words
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  say(`> ${title} ...`);
  const startedMs = performance.now();
  try {
    const value = await work();
    say(`  done in ${seconds(performance.now() - startedMs)}`);
    return value;
  } catch (error) {
    say(`  FAILED after ${seconds(performance.now() - startedMs)}`);
    throw error;
  }
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Shows a share of something known (bytes, files), at most once per tenth, so a log stays short.
 *
 * @param {string} label
 * @returns {(done: number, total: number) => void}
 */
export function shareReporter(label) {
  let lastTenth = -1;
  return (done, total) => {
    const tenth = total > 0 ? Math.floor((done / total) * 10) : 0;
    if (tenth === lastTenth) return;
    lastTenth = tenth;
    say(`  ${label}: ${tenth * 10} %`);
  };
}

/** An error whose message is meant for the person at the terminal: shown without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {{cause?: unknown}} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = 'SetupError';
  }
}

/**
 * The last line of every script: set-up errors are shown as their message, bugs with their stack.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code (0 when void)
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof SetupError) say(`\n${error.message}`);
    else say(String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
