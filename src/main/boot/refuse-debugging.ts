import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from 'electron';

const debugSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'inspect', 'inspect-brk'];

/** Put into its resources by the packaging for tests; a release has none. */
const testBuildMark = 'test-build';

/** Whoever can attach a debugger to a packaged app can read the file on the screen. */
export function isDebuggingRefused(commandLine: CommandLine, packaged: boolean, resourcesPath: string): boolean {
  if (!packaged || existsSync(join(resourcesPath, testBuildMark))) return false;
  return debugSwitches.some((name) => commandLine.hasSwitch(name));
}
