/** The esbuild bundles: everything of the product but the renderer. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inProject, projectRoot } from '../setup/locations.mjs';
import { SetupError } from '../setup/progress.mjs';

/**
 * Packages that stay outside of the bundles: native code, or packages that read files of their
 * own (wasm, data, assets) from beside their source. An application package has to carry these.
 */
export const coreExternals = [
  'better-sqlite3-multiple-ciphers',
  'sharp',
  '@embedpdf/pdfium',
  '@napi-rs/canvas',
  'pdfjs-dist',
  'tesseract.js',
  '@tesseract.js-data/eng',
  '@tesseract.js-data/fra',
  'zxing-wasm',
];

// Bundled CommonJS packages call require() for Node's own modules; ES modules have none.
const requireBanner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/**
 * @param {string} outDir
 * @returns {{name: string, sources: string[], folder: string, options: () => BuildOptions}[]} sources:
 *   the source folders whose change makes the bundle stale
 */
export function bundles(outDir) {
  return [
    {
      name: 'main',
      sources: ['src/main', 'src/shared'],
      folder: join(outDir, 'main'),
      // Electron 33, the oldest that must work, has Node 20.18.
      options: () =>
        nodeBundle(join(outDir, 'main'), { main: entry('src/main/boot/main.ts') }, 'node20.18', ['electron']),
    },
    {
      name: 'preload',
      sources: ['src/main/preload', 'src/shared/contract'],
      folder: join(outDir, 'preload'),
      options: () => preloadBundle(join(outDir, 'preload')),
    },
    {
      name: 'core',
      sources: ['src/core', 'src/shared'],
      folder: join(outDir, 'core'),
      options: () =>
        nodeBundle(
          join(outDir, 'core'),
          { core: entry('src/core/boot/core.ts'), ...workers('src/core') },
          'node22.14',
          ['electron', ...coreExternals],
        ),
    },
    {
      name: 'central',
      sources: ['src/central', 'src/shared'],
      folder: join(outDir, 'central'),
      options: () => ({
        ...nodeBundle(
          join(outDir, 'central'),
          { main: entry('src/central/cli/main.ts'), ...workers('src/central') },
          'node24',
          [],
        ),
        // A server is installed with its production dependencies; only our own source is bundled.
        packages: 'external',
      }),
    },
  ];
}

/**
 * All outputs of a bundle lie flat in one folder, so that `new URL('./x.worker.js', import.meta.url)`
 * finds a worker from any chunk.
 *
 * @param {string} outdir
 * @param {Record<string, string>} entryPoints
 * @param {string} target
 * @param {string[]} external
 * @returns {BuildOptions}
 */
function nodeBundle(outdir, entryPoints, target, external) {
  return {
    absWorkingDir: projectRoot,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    external,
    chunkNames: '[name]-[hash]',
    conditions: ['node', 'import'],
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: requireBanner,
    sourcemap: 'linked',
    minifySyntax: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/**
 * A sandboxed preload script can only be one CommonJS file that requires nothing but electron.
 *
 * @param {string} outdir
 * @returns {BuildOptions}
 */
function preloadBundle(outdir) {
  const folder = inProject('src', 'main', 'preload');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/u.test(name));
  return {
    absWorkingDir: projectRoot,
    entryPoints: Object.fromEntries(names.map((name) => [basename(name, '.ts'), join(folder, name)])),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'chrome130',
    external: ['electron'],
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/** @param {string} path */
function entry(path) {
  if (!existsSync(inProject(path))) throw new SetupError(`the entry point ${path} does not exist`);
  return path;
}

/**
 * Worker threads are files named `*.worker.ts`; each becomes `<name>.worker.js` beside its bundle.
 *
 * @param {string} folder
 */
function workers(folder) {
  const paths = readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.worker.ts'),
  );
  return Object.fromEntries(paths.map((path) => [basename(path, '.ts'), join(folder, path)]));
}
