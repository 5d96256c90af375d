/** Makes a script run on the Node that the project installs, whatever Node the machine has. */

import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { inProject, projectNode } from './locations.mjs';
import { SetupError } from './progress.mjs';

const oldestNodeMajor = 20;

/** @throws {SetupError} when the machine's Node cannot even run the set-up */
export function checkMachineNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNodeMajor) {
    throw new SetupError(
      `This needs Node ${oldestNodeMajor} or newer to begin with; here is Node ${process.versions.node}.`,
    );
  }
}

/**
 * Runs the given script again under the project's Node with the same arguments, unless it is
 * running there already.
 *
 * @param {string} script absolute path
 * @returns {Promise<number | undefined>} the exit code of the second run; undefined when this
 *   process is already the right one
 */
export async function continueOnProjectNode(script) {
  if (realpathSync(process.execPath) === realpathSync(projectNode())) return undefined;
  const child = spawn(projectNode(), [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: projectEnvironment(),
  });
  // The child decides when it is done, so that it can tidy up; from a terminal it hears Ctrl-C twice.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** @returns {NodeJS.ProcessEnv} the environment with the project's Node and tools first on the PATH */
export function projectEnvironment() {
  const bins = [dirname(projectNode()), inProject('node_modules', '.bin')];
  return { ...process.env, PATH: [...bins, process.env['PATH'] ?? ''].join(delimiter) };
}
