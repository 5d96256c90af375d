/** Central as npm start runs it: on PGlite, in demo mode, on this machine only. */

import { createInterface } from 'node:readline';
import { inProject, projectNode } from '../setup/locations.mjs';
import { SetupError, say, shareReporter } from '../setup/progress.mjs';
import { startChild } from './children.mjs';

const cli = inProject('src', 'central', 'cli', 'main.ts');

/**
 * @param {import('./children.mjs').NightWatch} watch
 * @param {readonly string[]} args of the central command line
 */
function startCentralCommand(watch, args) {
  return startChild(watch, projectNode(), ['--disable-warning=ExperimentalWarning', cli, ...args], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/**
 * Makes the demo office, and shows how far it is.
 *
 * @param {import('./children.mjs').NightWatch} watch
 * @param {string} centralDir
 * @param {(child: import('./children.mjs').Child) => void} onStarted
 * @throws {SetupError} when it did not come to its end
 */
export async function seedDemoOffice(watch, centralDir, onStarted) {
  const child = startCentralCommand(watch, ['seed', '--data', centralDir]);
  onStarted(child);
  /** @type {Map<string, (done: number, total: number) => void>} */
  const reporters = new Map();
  readMessages(child, ({ progress }) => {
    if (progress === undefined) return;
    const report = reporters.get(progress.what) ?? shareReporter(progress.what);
    reporters.set(progress.what, report);
    report(progress.done, progress.total);
  });
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
  const child = startCentralCommand(watch, [
    'serve',
    '--demo',
    '--port',
    String(port),
    '--data',
    centralDir,
    '--log-level',
    'error',
  ]);
  onStarted(child);
  /** @type {Promise<string>} */
  const listening = new Promise((resolve) => {
    readMessages(child, (message) => {
      if (message.listening !== undefined) resolve(message.listening);
    });
  });
  const ended = child.ended.then(({ code, signal }) => {
    const hint = port === 0 ? '' : ` Is port ${port} taken by something else?`;
    throw new SetupError(`Central ended before it was ready (${signal ?? `exit ${code}`}).${hint}`);
  });
  return Promise.race([listening, ended]);
}

/**
 * Central's commands speak one JSON object a line on stdout; anything else is shown as it is.
 *
 * @param {import('./children.mjs').Child} child
 * @param {(message: {listening?: string, progress?: {done: number, total: number, what: string}}) => void} onMessage
 */
function readMessages(child, onMessage) {
  const lines = createInterface({ input: /** @type {NodeJS.ReadableStream} */ (child.process.stdout) });
  lines.on('line', (line) => {
    const message = parse(line);
    if (message === undefined) say(`  ${line.trim()}`);
    else onMessage(message);
  });
}

/** @param {string} line */
function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // Not a message: it is shown as it is.
    return undefined;
  }
}
