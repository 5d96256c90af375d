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

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [react(), pdfjsFiles()],
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
