/** The project's own source files, for the checks that read them as text. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../setup/locations.mjs';

/**
 * @param {readonly string[]} folders relative to the project
 * @param {RegExp} [pattern] of the names wanted
 * @returns {{path: string, text: string}[]} sorted by path
 */
export function readSources(folders, pattern = /\.(ts|tsx|mjs|cjs)$/u) {
  return folders
    .flatMap((folder) => list(folder).map((name) => join(folder, name)))
    .filter((path) => pattern.test(path) && statSync(inProject(path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(inProject(path), 'utf8') }));
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Blanks the comments out and keeps the line numbers.
 *
 * @param {string} text
 */
export function withoutComments(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//gu, (comment) => comment.replace(/[^\n]/gu, ' '))
    .replace(/(^|[^:'"`\\])\/\/[^\n]*/gu, '$1');
}

/** @param {string} path */
export function isTest(path) {
  return /\.(test|spec)\.tsx?$/u.test(path);
}
