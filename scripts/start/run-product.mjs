/** Central, the demo office and the application, from start to stop. */

import { createInterface } from 'node:readline';
import { electronArguments } from '../electron-args.mjs';
import { projectNode, projectRoot } from '../setup/locations.mjs';
import { prepareBuild, prepareElectron } from '../setup/prepare.mjs';
import { say, step } from '../setup/progress.mjs';
import { seedDemoOffice, serveCentral } from './central-process.mjs';
import { startChild, startNightWatch } from './children.mjs';
import { parseStartOptions, usage } from './start-options.mjs';
import { deleteState, isSeeded, markSeeded, takeFolder } from './state-folder.mjs';

/**
 * @typedef {object} Started
 * @property {import('./children.mjs').NightWatch} watch
 * @property {import('./children.mjs').Child[]} children in the order in which they were started
 */

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runProduct(args) {
  const options = parseStartOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const stopped = stopOnSignal();
  const releaseFolder = takeFolder(options.dataDir);
  /** @type {Started} */
  const started = { watch: startNightWatch(), children: [] };
  /** @type {() => void} */
  let stopDisplay = () => {};
  try {
    const run = async () => {
      const electron = await prepareElectron();
      stopDisplay = electron.stopDisplay;
      if (electron.displayPid !== undefined) started.watch.tell(`+${electron.displayPid}`);
      await prepareBuild();
      prepareState(options);
      await makeOfficeOnce(options, started);
      return openApplication(options, electron.electron.executable, started);
    };
    const outcome = await Promise.race([run(), stopped]);
    if (outcome === 'stop') say('\nStopping ...');
    return outcome === 'stop' ? 130 : outcome;
  } finally {
    // Last started, first stopped: the application may still have something to send to central.
    for (const child of started.children.toReversed()) await child.stop();
    started.watch.end();
    stopDisplay();
    releaseFolder();
    say('Everything that was started is stopped.');
  }
}

/** @returns {Promise<'stop'>} */
function stopOnSignal() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('stop'));
  });
}

/** @param {import('./start-options.mjs').StartOptions} options */
function prepareState(options) {
  if (options.reset) {
    const deleted = deleteState(options);
    say(
      deleted.length === 0
        ? '> Starting over: there was no state yet'
        : `> Starting over. Deleted:\n  ${deleted.join('\n  ')}`,
    );
  } else if (!isSeeded(options)) {
    const deleted = deleteState(options);
    if (deleted.length > 0)
      say(`> The demo office was not finished last time. Deleted, to be made again:\n  ${deleted.join('\n  ')}`);
  }
  say(`> State: ${options.dataDir}`);
}

/**
 * @param {import('./start-options.mjs').StartOptions} options
 * @param {Started} started
 */
async function makeOfficeOnce(options, { watch, children }) {
  if (isSeeded(options)) return;
  await step('Making the demo office (first run only, about a minute)', () =>
    seedDemoOffice(watch, options.centralDir, (child) => children.push(child)),
  );
  children.pop();
  markSeeded(options);
}

/**
 * @param {import('./start-options.mjs').StartOptions} options
 * @param {string} executable
 * @param {Started} started
 * @returns {Promise<number>}
 */
async function openApplication(options, executable, { watch, children }) {
  const address = await step('Starting central', () => serveCentral(watch, options, (child) => children.push(child)));
  say(`  central listens on ${address}`);
  let isOver = false;
  void children.at(-1)?.ended.then(() => {
    if (!isOver) say('Central has ended. The application goes on without a connection.');
  });
  const { ELECTRON_RUN_AS_NODE: _unused, ...environment } = process.env;
  const appArgs = ['--data', options.appDir, '--central', address, ...options.appArgs];
  const app = startChild(watch, executable, electronArguments(projectRoot, appArgs), {
    cwd: projectRoot,
    env: { ...environment, DOSSIER_NODE: projectNode() },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  children.push(app);
  showErrors(app);
  say('> Dossier is open. Close its window, or press Ctrl-C here, to stop everything.');
  const { code, signal } = await app.ended;
  isOver = true;
  if (code !== 0) say(`The application ended unexpectedly (${signal ?? `exit ${code}`}).`);
  return code ?? 1;
}

/**
 * Chromium complains at length about what a small machine does not have (a system bus, a graphics
 * card) and works without. That is left out; everything else is shown.
 *
 * @param {import('./children.mjs').Child} app
 */
function showErrors(app) {
  const noise =
    /^\[\d+:\d+\/[\d.]+:(ERROR|WARNING):(bus|viz_main_impl|object_proxy|gl_\w+|gpu_\w+|command_buffer_\w+)\.cc/u;
  const lines = createInterface({ input: /** @type {NodeJS.ReadableStream} */ (app.process.stderr) });
  lines.on('line', (line) => {
    if (!noise.test(line)) say(line);
  });
}
