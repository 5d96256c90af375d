/** The npm dependencies. Runs on any Node from 20 on, before anything is installed. */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject, projectNode, projectRoot } from './locations.mjs';
import { SetupError, say, step } from './progress.mjs';
import { runCommand } from './run-command.mjs';

/** Lies there while an installation runs; one that is found lying there was cut off. */
const installing = inProject('.cache', 'installing');

/** @typedef {Record<string, {version?: string, optional?: boolean, link?: boolean}>} LockedPackages */

/** Installs the dependencies when they are missing, cut off, or not those of the lockfile. */
export async function ensureDependencies() {
  const reason = whyInstall();
  if (reason === undefined) return;
  await step(`Installing the dependencies with npm: ${reason} (a few minutes on a first run)`, async () => {
    mkdirSync(dirname(installing), { recursive: true });
    writeFileSync(installing, `${process.pid}\n`);
    // Older npm versions know no allowScripts and would compile native code that comes ready-made:
    // no script runs during the installation, then the few allowed ones do.
    const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    let { code } = await runCommand('npm', ['ci', ...quietly], { cwd: projectRoot });
    if (code !== 0) {
      // The same versions, but more patient with a registry that lacks builds for other platforms.
      say('  npm ci failed; trying npm install, with the versions of the lockfile');
      ({ code } = await runCommand('npm', ['install', '--no-save', ...quietly], { cwd: projectRoot }));
    }
    if (code === 0) {
      ({ code } = await runCommand('npm', ['rebuild', ...packagesWithScripts(), '--loglevel=error'], {
        cwd: projectRoot,
      }));
    }
    if (code !== 0) throw new SetupError('npm could not install the dependencies; what it said is above.');
    if (!existsSync(projectNode())) {
      throw new SetupError(
        'The dependencies are installed, but the "node" package brought no Node: its install script was not run.',
      );
    }
    rmSync(installing, { force: true });
  });
}

/** Those that package.json allows to run an install script, as far as they are for this platform. */
function packagesWithScripts() {
  /** @type {{allowScripts: Record<string, boolean>}} */
  const { allowScripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  return Object.keys(allowScripts).filter(
    (name) => allowScripts[name] === true && existsSync(inProject('node_modules', name)),
  );
}

/** @returns {string | undefined} undefined when what is installed is what the lockfile asks for */
function whyInstall() {
  if (existsSync(installing)) return 'the last installation was cut off';
  const installed = readPackages(inProject('node_modules', '.package-lock.json'));
  if (installed === undefined) return 'none are installed yet';
  if (!existsSync(projectNode())) return "the project's own Node is missing";
  const locked = readPackages(inProject('package-lock.json'));
  if (locked === undefined) throw new SetupError('package-lock.json is missing or damaged.');
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '' || entry.link === true) continue;
    const present = installed[path];
    // Optional packages are mostly builds for other platforms.
    if (present === undefined ? entry.optional !== true : present.version !== entry.version) {
      return `${path.replace(/^.*node_modules\//u, '')} is not the version of the lockfile`;
    }
  }
  return undefined;
}

/**
 * @param {string} path
 * @returns {LockedPackages | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    // Missing or cut off: both mean that npm did not finish.
    return undefined;
  }
}
