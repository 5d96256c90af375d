/** One build at a time per output folder: two terminals may run `npm start` and `npm test` at once. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from '../setup/progress.mjs';
import { isRunning } from '../setup/running-process.mjs';

/**
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryTake(path)) {
    if (!told) say('  another build is running; waiting for it');
    told = true;
    await delay(200);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** @param {string} path */
function tryTake(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  if (!holderIsGone(path)) return false;
  rmSync(path, { force: true });
  return false;
}

/** @param {string} path */
function holderIsGone(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    // An empty file: its holder is between creating and writing it.
    return pid > 0 && !isRunning(pid);
  } catch (error) {
    // Given back in this very moment: the next try will take it.
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false;
    throw error;
  }
}
