/** Central as npm start runs it: on PGlite, in demo mode, on this machine only. */

import { createInterface } from 'node:readline';
import { inProject, projectNode } from '../setup/locations.mjs';
import { SetupError } from '../setup/progress.mjs';
import { startChild } from './children.mjs';

const cli = inProject('src', 'central', 'cli', 'main.ts');

/**
 * @param {import('./children.mjs').NightWatch} watch
 * @param {readonly string[]} args of the central command line
 * @param {'inherit' | 'pipe'} stdout
 */
function startCentralCommand(watch, args, stdout) {
  return startChild(watch, projectNode(), ['--disable-warning=ExperimentalWarning', cli, ...args], {
    cwd: inProject(),
    stdio: ['ignore', stdout, 'inherit'],
  });
}

/**
 * Makes the demo office. Progress is shown by the command itself.
 *
 * @param {import('./children.mjs').NightWatch} watch
 * @param {string} centralDir
 * @param {(child: import('./children.mjs').Child) => void} onStarted
 * @throws {SetupError} when it did not come to its end
 */
export async function seedDemoOffice(watch, centralDir, onStarted) {
  const child = startCentralCommand(watch, ['seed', '--data', centralDir], 'inherit');
  onStarted(child);
  const { code, signal } = await child.ended;
  if (code !== 0) throw new SetupError(`The demo office could not be made (${signal ?? `exit ${code}`}).`);
}

/**
 * Starts central and waits for its line on stdout that says where it listens.
 *
 * @param {import('./children.mjs').NightWatch} watch
 * @param {{centralDir: string, port: number}} options
 * @param {(child: import('./children.mjs').Child) => void} onStarted
 * @returns {Promise<string>} the address
 * @throws {SetupError} when it ends before it listens
 */
export async function serveCentral(watch, { centralDir, port }, onStarted) {
  const child = startCentralCommand(
    watch,
    ['serve', '--demo', '--port', String(port), '--data', centralDir, '--log-level', 'error'],
    'pipe',
  );
  onStarted(child);
  const lines = createInterface({ input: /** @type {NodeJS.ReadableStream} */ (child.process.stdout) });
  const listening = new Promise((resolve) => {
    lines.on('line', (line) => {
      const address = readAddress(line);
      if (address === undefined) process.stderr.write(`  central: ${line}\n`);
      else resolve(address);
    });
  });
  const ended = child.ended.then(({ code, signal }) => {
    const hint = port === 0 ? '' : ` Is port ${port} taken by something else?`;
    throw new SetupError(`Central ended before it was ready (${signal ?? `exit ${code}`}).${hint}`);
  });
  return Promise.race([listening, ended]);
}

/**
 * @param {string} line
 * @returns {string | undefined}
 */
function readAddress(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    /** @type {{listening?: unknown}} */
    const message = JSON.parse(line);
    return typeof message.listening === 'string' ? message.listening : undefined;
  } catch {
    // Not our line: it is shown as it is.
    return undefined;
  }
}
