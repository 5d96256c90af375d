/** What every peer's process has: questions from the benchmark, cases as lines of JSON, a folder of its own, a clock. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const folder = mkdtempSync(join(tmpdir(), 'dossier-sync-peer-'));

/** @param {Record<string, (args: any) => unknown>} answers `stop` runs before the process ends */
export function answerParent(answers) {
  const answer = async ({ id, name, args }) => {
    try {
      const value = await answers[name]?.(args);
      if (name === 'stop') {
        rmSync(folder, { recursive: true, force: true });
        process.exit(0);
      }
      process.send?.({ id, value });
    } catch (thrown) {
      process.send?.({ id, failed: thrown instanceof Error ? thrown.stack : String(thrown) });
    }
  };
  // A benchmark that is ended half way leaves nothing running.
  process.once('disconnect', () => process.exit(1));
  process.on('message', (message) => void answer(message));
}

/** @param {string} file @returns {({id: string} & Record<string, unknown>)[]} */
export function readCases(file) {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Milliseconds of a clock that all processes of this machine share. */
export function sharedNow() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** @template Value @param {() => Promise<Value> | Value} work */
export async function timed(work) {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}

/** @param {number} count @param {(index: number) => Promise<unknown>} edit */
export async function timedEdits(count, edit) {
  const runs = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    await edit(index);
    runs.push(performance.now() - startedAt);
  }
  return { runs };
}

export const memory = () => ({ peakMb: process.resourceUsage().maxRSS / 1024 });

/** Counts what comes in, for those who wait for a number of changes. */
export class Arrivals {
  count = 0;
  /** @type {{upTo: number, resolve: (at: {at: number}) => void}[]} */
  waiting = [];

  /** @param {number} more */
  add(more) {
    this.count += more;
    this.waiting = this.waiting.filter(({ upTo, resolve }) => {
      if (this.count < upTo) return true;
      resolve({ at: sharedNow() });
      return false;
    });
  }

  /** @param {number} more @returns {Promise<{at: number}>} */
  next(more) {
    return new Promise((resolve) => this.waiting.push({ upTo: this.count + more, resolve }));
  }
}
