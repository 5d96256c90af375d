/**
 * npm run package: the unpacked application for this platform, in out/.
 *
 *   npm run package -- [--release] [--target dir,deb,...]
 *
 * Without --release a package for tests is made from the runtime at hand; it says so, and a
 * debugger may attach to it. --release wants the official Electron and closes that door.
 */

import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { stageApp } from './package/stage-app.mjs';
import { inProject, projectNode, projectRoot } from './setup/locations.mjs';
import { runScript, say, step } from './setup/progress.mjs';

/** Electron from this major version on brings the Node-API that the core's store needs. */
const firstMajorForCore = 35;

/**
 * @param {{release?: boolean, targets?: readonly string[]}} [options]
 * @returns {Promise<string[]>} the paths of what was made
 */
export async function packageApp(options = {}) {
  const release = options.release ?? false;
  const electron = await step('Finding the Electron runtime', () => resolveElectron({ officialOnly: release }));
  await step('Building what has changed', () => build({ only: ['main', 'preload', 'core', 'renderer'] }));
  const appDir = inProject('out', 'app');
  const packages = await step('Staging the application', () => stageApp(appDir));
  say(`  packages carried: ${packages.join(', ')}`);
  const runtime = inProject('out', 'runtime');
  await step('Copying the runtime', () => copyRuntime(electron.dist, runtime));
  const extraResources = release ? [] : await resourcesForTests(electron);
  const made = await step('Packing with electron-builder', () =>
    runBuilder({ electron, runtime, release, extraResources, targets: options.targets ?? ['dir'] }),
  );
  for (const folder of [runtime, appDir, inProject('out', 'for-tests')])
    await rm(folder, { recursive: true, force: true });
  if (!release) say('This package is for tests only: it is not made for users, and a debugger may attach to it.');
  return made;
}

/**
 * @param {string} from
 * @param {string} to
 */
async function copyRuntime(from, to) {
  await rm(to, { recursive: true, force: true });
  // The launcher of a development runtime is not part of the application.
  const launcher = join(from, 'resources', 'app');
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: (source) => source !== launcher });
}

/**
 * The mark that lets tests drive the package and, where the runtime is too old to hold the core,
 * the project's own Node.
 *
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 */
async function resourcesForTests(electron) {
  const folder = inProject('out', 'for-tests');
  await rm(folder, { recursive: true, force: true });
  await cp(projectNode(), join(folder, 'node'));
  await writeFile(join(folder, 'test-build'), `Electron ${electron.version} (${electron.source}); for tests only\n`);
  const carriesNode = Number(electron.version.split('.')[0]) < firstMajorForCore;
  if (carriesNode) say(`  Electron ${electron.version} is too old to hold the core: the package carries a Node for it`);
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  return [
    { from: join(folder, 'test-build'), to: 'test-build' },
    ...(carriesNode ? [{ from: join(folder, 'node'), to: node }] : []),
  ];
}

/**
 * @param {{electron: import('./electron-runtime.mjs').ElectronRuntime, runtime: string, release: boolean,
 *   extraResources: {from: string, to: string}[], targets: readonly string[]}} input
 */
async function runBuilder({ electron, runtime, release, extraResources, targets }) {
  const builder = await import('electron-builder');
  // Nothing here may ask a download host for tools: the unpacked application needs none.
  return builder.build({
    projectDir: projectRoot,
    publish: 'never',
    targets: builder.Platform.current().createTarget([...targets]),
    config: {
      extends: 'electron-builder.yml',
      electronVersion: electron.version,
      electronDist: runtime,
      extraResources,
      electronFuses: { enableNodeCliInspectArguments: !release },
    },
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runScript(async () => {
    const { values } = parseArgs({ options: { release: { type: 'boolean' }, target: { type: 'string' } } });
    const made = await packageApp({
      release: values.release ?? false,
      ...(values.target === undefined ? {} : { targets: values.target.split(',') }),
    });
    process.stdout.write(`${made.join('\n')}\n`);
  });
}
