import { describe, expect, it } from 'vitest';
import { readCentralUrl, readLaunchOptions } from './launch-options.ts';

describe('launch options', () => {
  it('come from the arguments first, then from the environment', () => {
    const env = { DOSSIER_DATA: '/env', DOSSIER_CENTRAL: 'https://central.example/' };
    expect(readLaunchOptions(['--no-sandbox', '/app', '--data', '/arg'], env, 'en-CA')).toEqual({
      dataDir: '/arg',
      centralUrl: 'https://central.example',
      language: 'en',
    });
    expect(readLaunchOptions([], env, 'fr-CA')).toMatchObject({ dataDir: '/env', language: 'fr' });
    expect(readLaunchOptions(['--lang=fr'], {}, 'en-CA')).toEqual({ dataDir: null, centralUrl: null, language: 'fr' });
    expect(readLaunchOptions([], {}, 'de-DE').language).toBe('en');
  });

  it.each([
    ['https://central.example/api/', 'https://central.example/api'],
    ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
    ['http://localhost:1/', 'http://localhost:1'],
    ['http://central.example', null],
    ['file:///etc/passwd', null],
    ['javascript:alert(1)', null],
    ['central', null],
    [undefined, null],
  ])('take %s as the address %s', (text, expected) => {
    expect(readCentralUrl(text)).toBe(expected);
  });
});
