import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * pdf.js reads its worker, decoders and data by address. They are served by the application
 * itself, under `pdfjs/`; nothing is ever fetched from elsewhere.
 */
function pdfjsFiles(): Plugin {
  const folders = ['cmaps', 'iccs', 'standard_fonts', 'wasm'];
  return {
    name: 'pdfjs-files',
    generateBundle() {
      const emit = (from: string, to: string) => {
        this.emitFile({ type: 'asset', fileName: `pdfjs/${to}`, source: readFileSync(join(pdfjs, from)) });
      };
      // The legacy build: the oldest Electron that has to work is Chromium 130.
      emit('legacy/build/pdf.worker.min.mjs', 'pdf.worker.min.mjs');
      for (const folder of folders) {
        for (const name of readdirSync(join(pdfjs, folder))) emit(`${folder}/${name}`, `${folder}/${name}`);
      }
    },
  };
}

/**
 * What the first screen needs in one file instead of twenty: main answers each request one by one, with work of its own
 * to do, while the window is still empty. Everything else stays in the chunks of what is loaded later.
 */
function firstScreenInOneFile(): Plugin {
  const first = new Set<string>();
  return {
    name: 'first-screen-in-one-file',
    buildEnd() {
      const follow = (id: string): void => {
        if (first.has(id)) return;
        first.add(id);
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) follow(next);
      };
      for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry === true) follow(id);
    },
    outputOptions: (options) => ({
      ...options,
      codeSplitting: { groups: [{ name: 'first-screen', test: (id: string) => first.has(id) }] },
    }),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [react(), pdfjsFiles(), firstScreenInOneFile()],
  resolve: { alias: [{ find: /^pdfjs-dist$/u, replacement: 'pdfjs-dist/legacy/build/pdf.min.mjs' }] },
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
  worker: { format: 'es' },
  logLevel: 'warn',
});
