/** Everything between "the dependencies are there" and "Electron can be started". */

import { build } from '../build.mjs';
import { resolveElectron } from '../electron-runtime.mjs';
import { say, step } from './progress.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { needsVirtualDisplay, startVirtualDisplay } from './virtual-display.mjs';

/**
 * @returns {Promise<{electron: import('../electron-runtime.mjs').ElectronRuntime, stopDisplay: () => void, displayPid?: number}>}
 *   DISPLAY is set in this process's environment when a virtual one was started
 */
export async function prepareElectron() {
  const needDisplay = needsVirtualDisplay();
  const electron = await step('Finding the Electron runtime', () => resolveElectron());
  if (electron.source === 'registry-only') {
    say('  this is the registry-only runtime: good for development and tests, never for a release');
  }
  await ensureSystemLibraries(electron.executable, { needDisplay });
  if (!needDisplay) return { electron, stopDisplay: () => {} };
  const { display, pid, stop } = await startVirtualDisplay();
  process.env['DISPLAY'] = display;
  return { electron, stopDisplay: stop, displayPid: pid };
}

export async function prepareBuild() {
  await step('Building what has changed', () => build());
}
