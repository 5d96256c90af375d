import { statSync } from 'node:fs';
import { join } from 'node:path';
import { startChildCore } from './child-core.ts';
import type { StartCore } from './core-process.ts';
import { startUtilityCore } from './utility-core.ts';

/** better-sqlite3-multiple-ciphers 13 is built against this version of Node-API; an older runtime crashes on loading it. */
const neededNodeApi = 10;

export interface CorePlaces {
  /** The application's folder, or its archive. */
  readonly appPath: string;
  readonly resourcesPath: string;
  readonly packaged: boolean;
  /** Where compiled code is kept between starts; holds code only. */
  readonly codeCacheDir: string;
}

/** The Node that a package carries, or the one that the project installs. */
function findNode({ appPath, resourcesPath }: CorePlaces): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const places = [
    join(resourcesPath, name),
    join(resourcesPath, 'node', name),
    join(resourcesPath, 'node', 'bin', name),
    join(appPath, 'node_modules', 'node', 'bin', name),
    join(appPath, 'node_modules', '.bin', name),
  ];
  const found = places.find(isFile);
  if (found === undefined) throw new Error('this Electron is too old for the core, and there is no Node to run it');
  return found;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Switches of the shell that must not change what the core is. */
const shellOnly = new Set([
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
]);

function coreEnvironment(codeCacheDir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !shellOnly.has(name));
  return { ...Object.fromEntries(kept), NODE_COMPILE_CACHE: codeCacheDir };
}

/** Chooses by what the runtime can do, not by a setting. */
export function chooseCore(places: CorePlaces): StartCore {
  const env = coreEnvironment(places.codeCacheDir);
  const coreFile = join(places.appPath, 'dist', 'core', 'core.js');
  if (Number(process.versions['napi']) >= neededNodeApi) return startUtilityCore(coreFile, env);
  // A Node that is not Electron's cannot read the archive; the core lies unpacked beside it.
  const unpacked = coreFile.replace(/app\.asar(?=[\\/])/u, 'app.asar.unpacked');
  return startChildCore(findNode(places), unpacked, env);
}
