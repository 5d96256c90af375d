/**
 * Builds the product into dist/: main, preload, core and central with esbuild, the renderer with
 * vite. Targets whose inputs are unchanged are skipped.
 *
 *   node scripts/build.mjs [--only main,preload,core,central,renderer] [--out DIR] [--force] [--watch]
 */

import { rmSync, watch } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundles } from './build/bundles.mjs';
import { withLock } from './build/lock.mjs';
import { forget, hashInputs, isFresh, remember } from './build/stamp.mjs';
import { inProject } from './setup/locations.mjs';
import { runScript, SetupError, say, step } from './setup/progress.mjs';

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {string[]} sources
 * @property {string} folder
 * @property {() => Promise<unknown>} run
 */

/**
 * @param {{only?: readonly string[], outDir?: string, force?: boolean}} [options]
 */
export async function build(options = {}) {
  const outDir = options.outDir ?? inProject('dist');
  await withLock(`${outDir}.lock`, async () => {
    for (const target of targets(outDir)) {
      if (options.only !== undefined && !options.only.includes(target.name)) continue;
      const hash = hashInputs(target.sources);
      if (options.force !== true && isFresh(outDir, target.name, target.folder, hash)) {
        say(`  ${target.name}: unchanged`);
        continue;
      }
      forget(outDir, target.name);
      await step(`Building ${target.name}`, target.run);
      remember(outDir, target.name, hash);
    }
  });
}

/**
 * @param {string} outDir
 * @returns {Target[]}
 */
function targets(outDir) {
  const scripts = bundles(outDir).map(({ name, sources, folder, options }) => ({
    name,
    sources,
    folder,
    run: async () => {
      const esbuild = await import('esbuild');
      rmSync(folder, { recursive: true, force: true });
      await esbuild.build(options());
    },
  }));
  const renderer = {
    name: 'renderer',
    sources: ['src/renderer', 'src/shared', 'assets'],
    folder: resolve(outDir, 'renderer'),
    run: async () => {
      const vite = await import('vite');
      process.env['NODE_ENV'] = 'production';
      await vite.build({
        configFile: inProject('src', 'renderer', 'vite.config.ts'),
        build: { outDir: resolve(outDir, 'renderer') },
      });
    },
  };
  return [...scripts, renderer];
}

/** @param {{only?: readonly string[], outDir?: string}} options */
async function watchAndBuild(options) {
  let wanted = true;
  /** @type {() => void} */
  let wake = () => {};
  watch(inProject('src'), { recursive: true }, () => {
    wanted = true;
    wake();
  });
  for (;;) {
    if (!wanted) await new Promise((done) => (wake = () => done(undefined)));
    wanted = false;
    try {
      await build(options);
      say('watching src/ ...');
    } catch (error) {
      say(`${error instanceof Error ? error.message : String(error)}\nwatching src/ ...`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runScript(async () => {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
      },
    });
    const only = values.only?.split(',');
    const known = ['main', 'preload', 'core', 'central', 'renderer'];
    const unknown = only?.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new SetupError(`there is no build target "${unknown}" (${known.join(', ')})`);
    const options = {
      force: values.force,
      ...(only === undefined ? {} : { only }),
      ...(values.out === undefined ? {} : { outDir: resolve(values.out) }),
    };
    if (values.watch) await watchAndBuild(options);
    else await build(options);
  });
}
