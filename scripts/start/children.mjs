/** The processes that npm start has started, and how all of them are stopped. */

import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** Central drains and the application saves within this time; then they are ended hard. */
const defaultGraceMs = 15_000;

/**
 * @typedef {object} Child
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<{code: number | null, signal: NodeJS.Signals | null}>} ended
 * @property {() => Promise<void>} stop asks, waits, then ends the whole process group
 */

/**
 * Starts a child in a process group of its own: Ctrl-C in the terminal reaches only npm start,
 * which then stops the children in the right order.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {number} [graceMs]
 * @returns {Child}
 */
export function startChild(command, args, options, graceMs = defaultGraceMs) {
  const child = spawn(command, [...args], { ...options, detached: process.platform !== 'win32' });
  /** @type {Child['ended']} */
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => undefined);
  const endHard = () => signalGroup(child, 'SIGKILL');
  process.on('exit', endHard);
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = new AbortController();
    await Promise.race([ended, delay(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    endHard();
    process.off('exit', endHard);
  };
  return { process: child, ended, stop };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: nobody of the group is left, which is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
