import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { electronArguments } from '../../scripts/electron-args.mjs';
import { resolveElectron } from '../../scripts/electron-runtime.mjs';
import { inProject } from '../../scripts/setup/locations.mjs';

test('a core in a utilityProcess takes ports, is started again after a crash, and drains', async () => {
  const appDir = await mkdtemp(join(tmpdir(), 'dossier-utility-'));
  await writeFile(
    join(appDir, 'package.json'),
    JSON.stringify({ name: 'utility-core', version: '0.0.0', type: 'module', main: 'main.js' }),
  );
  await build({
    entryPoints: {
      main: inProject('tests', 'support', 'utility-core-app.ts'),
      core: inProject('tests', 'support', 'stand-in-core-process.ts'),
    },
    outdir: appDir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['electron'],
    logLevel: 'error',
  });
  const { executable } = await resolveElectron({ quiet: true });
  const args = electronArguments(appDir, [`--user-data-dir=${join(appDir, 'data')}`]);
  const { stdout } = await promisify(execFile)(executable, args, { timeout: 60_000 });
  const line = stdout.split('\n').find((each) => each.startsWith('outcome ')) ?? 'outcome null';
  expect(JSON.parse(line.slice('outcome '.length))).toEqual({
    echoed: [1, 2, 255],
    malformed: 'bad-request',
    events: ['core.methods', 'test.announced'],
    read: [10, 11, 12],
    lost: 'core-lost',
    afterRestart: 'again',
    refused: 'draining',
    drained: 'a',
  });
  await rm(appDir, { recursive: true, force: true });
});
