/** Tells whether a build target is still fresh, by the content of what it is made from. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject } from '../setup/locations.mjs';

/** What every target depends on besides its own sources. */
const commonInputs = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs', 'scripts/build'];

/**
 * @param {readonly string[]} sources files and folders, relative to the project
 * @returns {string} a hash of the names and contents
 */
export function hashInputs(sources) {
  const hash = createHash('sha256');
  for (const source of [...sources, ...commonInputs]) {
    for (const path of filesUnder(source)) {
      hash.update(`${path}\0`);
      hash.update(readFileSync(inProject(path)));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} source
 * @returns {string[]}
 */
function filesUnder(source) {
  const path = inProject(source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [source];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(source, name))
    .filter((name) => !/\.test\.tsx?$/u.test(name) && statSync(inProject(name)).isFile())
    .sort();
}

/**
 * @param {string} outDir
 * @param {string} target
 */
function stampPath(outDir, target) {
  return join(outDir, '.stamps', target);
}

/**
 * @param {string} outDir
 * @param {string} target
 * @param {string} folder the target's own output
 * @param {string} hash
 */
export function isFresh(outDir, target, folder, hash) {
  const stamp = stampPath(outDir, target);
  return existsSync(folder) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/**
 * @param {string} outDir
 * @param {string} target
 */
export function forget(outDir, target) {
  rmSync(stampPath(outDir, target), { force: true });
}

/**
 * @param {string} outDir
 * @param {string} target
 * @param {string} hash
 */
export function remember(outDir, target, hash) {
  const stamp = stampPath(outDir, target);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
