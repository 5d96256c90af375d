/** A display for Electron on a machine that has none. */

import { spawn } from 'node:child_process';
import { SetupError, say } from './progress.mjs';

/** True when windows need a virtual display here. */
export function needsVirtualDisplay() {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}

/**
 * Starts Xvfb on a display number of its own choice.
 *
 * @returns {Promise<{display: string, pid: number, stop: () => void}>}
 */
export async function startVirtualDisplay() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2560x1600x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl-C must reach the application first, not its display.
    detached: true,
  });
  const stop = () => {
    child.kill('SIGTERM');
  };
  process.on('exit', stop);
  const number = await new Promise((resolve, reject) => {
    let text = '';
    child.stdio[3]?.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text.trim());
    });
    child.on('error', (error) => reject(new SetupError(`The virtual display (Xvfb) did not start: ${error.message}`)));
    child.on('exit', (code) => reject(new SetupError(`The virtual display (Xvfb) ended at once (exit ${code}).`)));
  });
  child.unref();
  const channel = child.stdio[3];
  if (channel && 'unref' in channel && typeof channel.unref === 'function') channel.unref();
  say(`  no display here: using a virtual one (:${number}); windows are drawn, but on no screen`);
  return { display: `:${number}`, pid: child.pid ?? 0, stop };
}
