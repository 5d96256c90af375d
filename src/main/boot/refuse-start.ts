import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from 'electron';

/** Whoever can attach a debugger to a packaged app, or run its pages without walls, can read the file on the screen. */
const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'no-sandbox',
  'disable-web-security',
];

/** Put into its resources by the packaging for tests; a release has none. */
const testBuildMark = 'test-build';

export function isStartRefused(
  commandLine: Pick<CommandLine, 'hasSwitch'>,
  packaged: boolean,
  resourcesPath: string,
): boolean {
  if (!packaged || existsSync(join(resourcesPath, testBuildMark))) return false;
  return refusedSwitches.some((name) => commandLine.hasSwitch(name));
}
