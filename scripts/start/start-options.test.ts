import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from './start-options.mjs';

describe('arguments of npm start', () => {
  it('takes a free port and a per-user folder when told nothing', () => {
    const options = parseStartOptions([]);
    expect(options.port).toBe(0);
    expect(options.reset).toBe(false);
    expect(options.dataDir).toMatch(/dossier/u);
  });

  it('keeps the two states apart inside the chosen folder', () => {
    const options = parseStartOptions(['--data', '/tmp/somewhere', '--port', '4000', '--reset']);
    expect(options).toMatchObject({ port: 4000, reset: true, dataDir: '/tmp/somewhere' });
    expect(options.centralDir).toBe(join('/tmp/somewhere', 'central'));
    expect(options.appDir).toBe(join('/tmp/somewhere', 'app'));
  });

  it('hands what follows -- to the application', () => {
    expect(parseStartOptions(['--port', '1', '--', '--lang', 'fr']).appArgs).toEqual(['--lang', 'fr']);
  });

  it.each([['--port', 'many'], ['--port', '70000'], ['--what']])('refuses %s %s in words', (...args: string[]) => {
    expect(() => parseStartOptions(args)).toThrow(/--port wants a number|--what/u);
  });
});
