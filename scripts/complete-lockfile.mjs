/**
 * Adds to package-lock.json the builds for other platforms that npm left out.
 *
 * Tools with native code list one optional package per platform, each at an exact version. npm
 * drops from the lockfile those that the registry at hand does not have, and then refuses its own
 * lockfile ("Missing: ... from lock file"). To be run after `npm install` on such a registry. The
 * entries carry no checksum; npm adds it where it can fetch the package.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './setup/locations.mjs';
import { runScript, say } from './setup/progress.mjs';

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'netbsd', 'openbsd', 'sunos'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];

await runScript(async () => {
  const path = inProject('package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  /** @type {Record<string, Entry>} */
  const packages = lock.packages;
  let added = 0;
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, place, name)) continue;
      const platform = platformOf(name);
      if (platform === undefined || !/^\d/u.test(version)) {
        say(`  left alone: ${name}@${version}`);
        continue;
      }
      packages[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
      };
      added += 1;
    }
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([left], [right]) => (left < right ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
  say(`  ${added} packages for other platforms added to the lockfile`);
});

/**
 * @param {Record<string, Entry>} packages
 * @param {string} place of the package that asks
 * @param {string} name
 */
function isLocked(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true;
    if (from === '' || !from.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
  }
}

/**
 * @param {string} name such as @scope/tool-linux-arm64-musl
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined}
 */
function platformOf(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const system = systems.find((word) => words.includes(word));
  const processor = processors.find((word) => words.includes(word));
  if (system === undefined || processor === undefined) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return { cpu: [processor], ...(libc === undefined || system !== 'linux' ? {} : { libc: [libc] }), os: [system] };
}
