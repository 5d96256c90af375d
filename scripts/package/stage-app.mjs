/** The application folder that electron-builder packs: bundles, and the packages they leave outside. */

import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { coreExternals } from '../build/bundles.mjs';
import { inProject, projectRoot } from '../setup/locations.mjs';

/** What the running application never reads, in the packages that are copied. */
const notNeeded = /\.(map|d\.ts|d\.mts|d\.cts|md|markdown)$|\/(web|types|test|tests|docs|deps|src)$|binding\.gyp$/u;

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {string} appDir made anew
 * @returns {Promise<string[]>} the names of the packages that were copied
 */
export async function stageApp(appDir) {
  await rm(appDir, { recursive: true, force: true });
  await mkdir(appDir, { recursive: true });
  for (const part of ['main', 'preload', 'core', 'renderer']) {
    await cp(inProject('dist', part), join(appDir, 'dist', part), {
      recursive: true,
      filter: (source) => !source.endsWith('.map'),
    });
  }
  await cp(inProject('LICENSE'), join(appDir, 'LICENSE'));
  const project = readManifest(projectRoot);
  const external = coreExternals.filter((name) => project.dependencies?.[name] !== undefined);
  await writeFile(
    join(appDir, 'package.json'),
    `${JSON.stringify(
      {
        name: project.name,
        productName: 'Dossier',
        version: project.version,
        description: 'The desktop workstation of an immigration officer who works away from the office.',
        author: 'Dossier contributors',
        license: 'MIT',
        type: 'module',
        main: 'dist/main/main.js',
        dependencies: Object.fromEntries(
          external.map((name) => [name, readManifest(inProject('node_modules', name)).version]),
        ),
      },
      undefined,
      2,
    )}\n`,
  );
  return copyPackages(external, appDir);
}

/**
 * Copies the packages and all that they depend on, as they lie in node_modules. Optional packages
 * are there only for this platform.
 *
 * @param {readonly string[]} names
 * @param {string} appDir
 */
async function copyPackages(names, appDir) {
  /** @type {Map<string, string>} folder -> name */
  const wanted = new Map();
  const queue = names.map((name) => ({ name, from: projectRoot }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const folder = findPackage(next.name, next.from);
    if (folder === undefined || wanted.has(folder)) continue;
    wanted.set(folder, next.name);
    const manifest = readManifest(folder);
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      queue.push({ name, from: folder });
    }
  }
  for (const folder of wanted.keys()) {
    await cp(folder, join(appDir, relative(projectRoot, folder)), {
      recursive: true,
      dereference: true,
      filter: (source) => {
        const inside = source.slice(folder.length);
        // Nested packages are copied only when something asks for them.
        return !notNeeded.test(inside) && !inside.startsWith('/node_modules');
      },
    });
  }
  return [...wanted.values()].toSorted((left, right) => left.localeCompare(right));
}

/**
 * @param {string} name
 * @param {string} from the folder of the package that asks
 */
function findPackage(name, from) {
  for (let folder = from; folder.startsWith(projectRoot); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
