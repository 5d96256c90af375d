import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { packageApp } from '../../scripts/package.mjs';
import { readFuses } from '../../scripts/read-fuses.mjs';
import { inProject } from '../../scripts/setup/locations.mjs';
import { launchApp } from '../support/launch-app.ts';

const executable = inProject('out', 'linux-unpacked', 'dossier');

test.describe('the packaged application', () => {
  test.skip(process.platform !== 'linux', 'packed and started on Linux only');
  test.describe.configure({ mode: 'serial', timeout: 240_000 });

  test.beforeAll(async () => {
    await packageApp();
  });

  test('has its fuses set: no Node, no options from outside, no code but the archive', async () => {
    expect(await readFuses(executable)).toMatchObject({
      RunAsNode: 'off',
      EnableCookieEncryption: 'on',
      EnableNodeOptionsEnvironmentVariable: 'off',
      EnableEmbeddedAsarIntegrityValidation: 'on',
      OnlyLoadAppFromAsar: 'on',
      LoadBrowserProcessSpecificV8Snapshot: 'off',
      GrantFileProtocolExtraPrivileges: 'off',
    });
  });

  test('carries no source, no development package and no launcher', () => {
    const resources = inProject('out', 'linux-unpacked', 'resources');
    expect(existsSync(`${resources}/app.asar`)).toBe(true);
    expect(existsSync(`${resources}/app`)).toBe(false);
    for (const name of ['electron', 'vite', 'typescript', 'playwright-core', 'vitest']) {
      expect(existsSync(`${resources}/app.asar.unpacked/node_modules/${name}`)).toBe(false);
    }
  });

  test('starts and shows its first screen, its core at work', async () => {
    const launched = await launchApp({ executable });
    expect(await launched.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
    await expect(launched.window.getByTestId('app-root')).toBeVisible();
    await launched.close();
  });
});
