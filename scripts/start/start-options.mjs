/** The arguments of npm start. */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { userDataDir } from '../setup/locations.mjs';
import { SetupError } from '../setup/progress.mjs';

export const usage = `npm start -- [--port N] [--data DIR] [--reset] [-- arguments for the application]

  --port N    the port of central on this machine (a free one by default)
  --data DIR  where the state lies (a per-user folder by default)
  --reset     delete the state and make the demo office anew
`;

/**
 * @typedef {object} StartOptions
 * @property {number} port 0: a free one
 * @property {string} dataDir
 * @property {string} centralDir inside dataDir
 * @property {string} appDir inside dataDir
 * @property {boolean} reset
 * @property {boolean} help
 * @property {string[]} appArgs
 */

/**
 * @param {readonly string[]} args
 * @returns {StartOptions}
 * @throws {SetupError} for an argument that is not known or not sensible
 */
export function parseStartOptions(args) {
  const split = args.indexOf('--');
  const own = split === -1 ? args : args.slice(0, split);
  const appArgs = split === -1 ? [] : args.slice(split + 1);
  const values = parse(own);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SetupError(`--port wants a number from 0 to 65535, not "${values.port}".`);
  }
  const dataDir = values.data === undefined ? userDataDir() : resolve(values.data);
  return {
    port,
    dataDir,
    centralDir: join(dataDir, 'central'),
    appDir: join(dataDir, 'app'),
    reset: values.reset ?? false,
    help: values.help ?? false,
    appArgs: [...appArgs],
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
