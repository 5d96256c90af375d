/** The processes that npm start has started, and how all of them are stopped. */

import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { inProject } from '../setup/locations.mjs';

/** Central drains and the application saves within this time; then they are ended hard. */
const defaultGraceMs = 15_000;

/**
 * @typedef {object} Child
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<{code: number | null, signal: NodeJS.Signals | null}>} ended
 * @property {() => Promise<void>} stop asks, waits, then ends the whole process group
 */

/**
 * @typedef {object} NightWatch
 * @property {(line: string) => void} tell
 * @property {() => void} end
 */

/**
 * Starts the process that ends the others when this one cannot do it any more.
 *
 * @returns {NightWatch}
 */
export function startNightWatch() {
  const child = spawn(process.execPath, [inProject('scripts', 'start', 'end-orphans.mjs')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  child.unref();
  const input = child.stdin;
  // It is gone: then there is nobody to tell, and stopping in order still works.
  input.on('error', () => undefined);
  return { tell: (line) => void input.write(`${line}\n`), end: () => void input.end() };
}

/**
 * Starts a child in a process group of its own: Ctrl-C in the terminal reaches only npm start,
 * which then stops the children in the right order.
 *
 * @param {NightWatch} watch
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {number} [graceMs]
 * @returns {Child}
 */
export function startChild(watch, command, args, options, graceMs = defaultGraceMs) {
  const child = spawn(command, [...args], { ...options, detached: process.platform !== 'win32' });
  /** @type {Child['ended']} */
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => undefined);
  const endHard = () => signalGroup(child, 'SIGKILL');
  process.on('exit', endHard);
  if (child.pid !== undefined) watch.tell(`+${child.pid}`);
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = new AbortController();
    await Promise.race([ended, delay(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    endHard();
    process.off('exit', endHard);
    watch.tell(`-${child.pid}`);
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
