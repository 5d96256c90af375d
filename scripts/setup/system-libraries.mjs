/** The system libraries that Electron needs and a bare Debian does not have. */

import { SetupError, say, step } from './progress.mjs';
import { hasCommand, runCommand } from './run-command.mjs';

/**
 * Debian package names, the older name first; from the time_t transition on some of them end in
 * t64.
 */
const debianPackages = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
];

/**
 * @param {string} executable the Electron executable
 * @param {{needDisplay: boolean}} options needDisplay: a virtual display will be started
 * @throws {SetupError} with the one command to run, when something is missing and this is not root
 */
export async function ensureSystemLibraries(executable, { needDisplay }) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const wantsXvfb = needDisplay && !(await hasCommand('Xvfb'));
  if (missing.length === 0 && !wantsXvfb) return;

  const what = [...missing, ...(wantsXvfb ? ['Xvfb'] : [])].join(', ');
  if (!(await hasCommand('apt-get'))) {
    throw new SetupError(`Electron needs system libraries that are not installed here: ${what}.`);
  }
  const packages = [...(await packageNames()), ...(wantsXvfb ? ['xvfb'] : [])];
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `System libraries are missing: ${what}.\nPlease run this once, then start again:\n\n  sudo apt-get update && sudo ${install}\n`,
    );
  }
  await step(`Installing system libraries with apt (missing: ${what})`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-q'], { env, quiet: true });
    const { code, output } = await runCommand('sh', ['-c', install], { env, quiet: true });
    if (code !== 0) throw new SetupError(`apt could not install the system libraries:\n${output.trim()}`);
  });
  const still = await missingLibraries(executable);
  if (still.length > 0) say(`  still missing after the installation: ${still.join(', ')}`);
}

/** @param {string} executable */
async function missingLibraries(executable) {
  const { output } = await runCommand('ldd', [executable], { quiet: true });
  return [...output.matchAll(/^\s*(\S+) => not found/gmu)].map((match) => match[1] ?? '');
}

async function packageNames() {
  const { output } = await runCommand('apt-cache', ['pkgnames', 'lib'], { quiet: true });
  const known = new Set(output.split('\n'));
  return debianPackages.map((names) => names.findLast((name) => known.has(name)) ?? names[0] ?? '');
}
