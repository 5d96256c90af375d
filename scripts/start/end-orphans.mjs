/**
 * The night watch of npm start: a process of its own that is told which process groups were
 * started (`+PID`) and stopped (`-PID`) on its stdin. When npm start is gone, even by SIGKILL, the
 * pipe closes, and what is still on the list is asked to end and, after a while, ended.
 */

import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from '../setup/running-process.mjs';

const graceMs = 10_000;
const pauseMs = 100;

/** @type {Set<number>} */
const groups = new Set();

// Ctrl-C and a closed terminal are for npm start to answer.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(pid);
  else groups.delete(pid);
}

/** @param {NodeJS.Signals} signal */
function signalAll(signal) {
  for (const pid of groups) {
    try {
      process.kill(-pid, signal);
    } catch (error) {
      // ESRCH: this group is gone already.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }
}

signalAll('SIGTERM');
for (let waitedMs = 0; waitedMs < graceMs && [...groups].some(isRunning); waitedMs += pauseMs) await delay(pauseMs);
signalAll('SIGKILL');
