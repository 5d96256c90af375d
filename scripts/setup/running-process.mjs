/** Whether a process that left its id somewhere is still at work. */

import { readFileSync } from 'node:fs';

/**
 * @param {number} pid
 * @returns {boolean} false for one that has ended, also when nobody has collected its exit code yet
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return !isZombie(pid);
}

/**
 * In a container without an init process, orphans that have ended stay in the process table.
 *
 * @param {number} pid
 */
function isZombie(pid) {
  if (process.platform !== 'linux') return false;
  try {
    // The state follows the command's name, which is in brackets and may hold anything.
    return /^\d+ \(.*\) Z/su.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return true;
    throw error;
  }
}
