/**
 * Reads the fuses out of an Electron executable, as they are in its bytes.
 *
 *   node scripts/read-fuses.mjs EXECUTABLE
 */

import { pathToFileURL } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { runScript, SetupError } from './setup/progress.mjs';

/**
 * @param {string} executable
 * @returns {Promise<Record<string, 'on' | 'off' | 'absent'>>} by the fuse's name; absent: the
 *   runtime is too old to know it, or it was removed
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  /** @type {Record<string, 'on' | 'off' | 'absent'>} */
  const fuses = {};
  for (const [name, index] of Object.entries(FuseV1Options)) {
    if (typeof index !== 'number') continue;
    const state = wire[/** @type {FuseV1Options} */ (index)];
    fuses[name] = state === FuseState.ENABLE ? 'on' : state === FuseState.DISABLE ? 'off' : 'absent';
  }
  return fuses;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runScript(async () => {
    const executable = process.argv[2];
    if (executable === undefined) throw new SetupError('usage: node scripts/read-fuses.mjs EXECUTABLE');
    for (const [name, state] of Object.entries(await readFuses(executable)))
      process.stdout.write(`${state.padEnd(7)}${name}\n`);
  });
}
