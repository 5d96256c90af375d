/** Where things lie: in the checkout, and per user outside of it. */

import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string[]} parts path inside the project */
export function inProject(...parts) {
  return join(projectRoot, ...parts);
}

/** Per-user cache: things that can be fetched or made again. Shared by all checkouts. */
export function userCacheDir() {
  if (process.env['DOSSIER_CACHE']) return resolve(process.env['DOSSIER_CACHE']);
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'dossier', 'cache');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dossier');
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dossier');
}

/** Per-user data: the state of `npm start`. Each checkout has its own, so two never mix. */
export function userDataDir() {
  const checkout = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  const name = join('dossier', `dev-${checkout}`);
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), name);
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name);
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), name);
}

/** The Node that the project installs and that everything of it runs on. */
export function projectNode() {
  return inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
