/** The one place that knows which switches Electron needs on this machine. */

/**
 * Chromium refuses to run its sandbox as root; for that one case, and no other, the sandbox is
 * switched off.
 *
 * @returns {string[]} switches to put before the application folder
 */
export function electronSwitches() {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return isRoot ? ['--no-sandbox'] : [];
}

/**
 * @param {string} appDir the folder with the application's package.json
 * @param {readonly string[]} [appArgs] arguments meant for the application
 * @returns {string[]} all arguments for the Electron executable
 */
export function electronArguments(appDir, appArgs = []) {
  return [...electronSwitches(), appDir, ...appArgs];
}
