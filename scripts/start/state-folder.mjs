/** The state of npm start: whose it is, whether the demo office in it is whole. */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../setup/progress.mjs';
import { isRunning } from '../setup/running-process.mjs';

/** Written last, after the demo office is complete. */
const seededMark = 'demo-office.json';

/**
 * Two instances on one folder would damage it: PGlite has one process.
 *
 * @param {string} dataDir
 * @returns {() => void} gives the folder back
 * @throws {SetupError} when another npm start is using it
 */
export function takeFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = join(dataDir, 'in-use');
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new SetupError(
      `Dossier is already running on ${dataDir} (process ${holder}).\nUse that window, or start another with: npm start -- --data OTHER_FOLDER`,
    );
  }
  writeFileSync(lock, `${process.pid}\n`);
  return () => rmSync(lock, { force: true });
}

/** @param {import('./start-options.mjs').StartOptions} options */
export function isSeeded(options) {
  return existsSync(join(options.dataDir, seededMark));
}

/** @param {import('./start-options.mjs').StartOptions} options */
export function markSeeded(options) {
  writeFileSync(join(options.dataDir, seededMark), `${JSON.stringify({ madeAt: new Date().toISOString() })}\n`);
}

/**
 * Deletes what npm start made, and only that: a --data folder may hold other things.
 *
 * @param {import('./start-options.mjs').StartOptions} options
 * @returns {string[]} what was deleted
 */
export function deleteState(options) {
  const paths = [join(options.dataDir, seededMark), options.centralDir, options.appDir].filter((path) =>
    existsSync(path),
  );
  for (const path of paths) rmSync(path, { recursive: true, force: true });
  return paths;
}
