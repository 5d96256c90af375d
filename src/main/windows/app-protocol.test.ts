import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appProtocol, fileOfAddress } from './app-protocol.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-app-protocol-'));
  folder = join(root, 'renderer');
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'data.bin'), 'no known type');
  await writeFile(join(root, 'renderer-secret.html'), 'outside');
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('the application protocol', () => {
  it('serves a page with the content security policy', async () => {
    const response = await appProtocol(folder)(new Request('dossier://app/'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(await response.text()).toBe('<!doctype html>');
  });

  it.each([
    'dossier://app/missing.html',
    'dossier://app/data.bin',
    'dossier://other/index.html',
    'dossier://app/..%2frenderer-secret.html',
    'dossier://app/%2e%2e/renderer-secret.html',
    'dossier://app/..%5crenderer-secret.html',
    'dossier://app/%00index.html',
    'dossier://app/%E0%A4%A',
  ])('has nothing at %s', async (url) => {
    expect((await appProtocol(folder)(new Request(url))).status).toBe(404);
  });

  it('never leaves its folder, nor takes a neighbour whose name begins alike', () => {
    expect(fileOfAddress('/srv/app', 'dossier://app/assets/a.js')).toBe('/srv/app/assets/a.js');
    expect(fileOfAddress('/srv/app', 'dossier://app/..%2fapp-old/a.js')).toBeNull();
  });

  it('has a policy without unsafe script', () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).not.toMatch(/'unsafe-(?:inline|eval)'/u);
  });
});
