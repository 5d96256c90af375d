import { afterEach, describe, expect, it, vi } from 'vitest';
import { readArguments, usage } from './arguments.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the command line', () => {
  it('has defaults that are safe: this machine only, no demo, PGlite in a folder of the user', () => {
    vi.stubEnv('DATABASE_URL', '');
    vi.stubEnv('XDG_DATA_HOME', '/home/somebody/data');
    expect(readArguments(['serve'])).toMatchObject({
      command: 'serve',
      operands: [],
      dataDir: '/home/somebody/data/dossier/central',
      databaseUrl: null,
      demo: false,
      host: '127.0.0.1',
      port: 0,
      tokenSeconds: 3600,
      strict: false,
    });
  });

  it('takes the database from the option before the environment', () => {
    vi.stubEnv('DATABASE_URL', 'postgres://one/d');
    expect(readArguments(['serve']).databaseUrl).toBe('postgres://one/d');
    expect(readArguments(['serve', '--database-url', 'postgres://two/d']).databaseUrl).toBe('postgres://two/d');
  });

  it('reads operands and options in any order', () => {
    expect(readArguments(['import', '--assign', 'MC12310', 'pack.zip', '--strict'])).toMatchObject({
      command: 'import',
      operands: ['pack.zip'],
      assign: 'MC12310',
      office: null,
      strict: true,
    });
  });

  it.each([
    [['serve', '--port', 'http'], '--port takes a number from 0 to 65535'],
    [['serve', '--port', '65536'], '--port takes a number from 0 to 65535'],
    [['serve', '--token-minutes', '0'], '--token-minutes takes a number from 1 to 1440'],
    [['serve', '--frobnicate'], "Unknown option '--frobnicate'"],
    [['serve', '--data'], "Option '--data <value>' argument missing"],
  ])('refuses %j and says why', (args, why) => {
    expect(() => readArguments(args)).toThrow(why);
  });

  it('names every command and option in its help', () => {
    for (const word of [
      'serve',
      'seed',
      'import PACK',
      'export CASE',
      'verify',
      'heads',
      '--data',
      '--database-url',
      '--demo',
      '--host',
      '--port',
      '--token-minutes',
      '--log-level',
      '--seed',
      '--office',
      '--assign',
      '--strict',
      '--heads',
      '--receipt',
      '--key',
      '--json',
    ]) {
      expect(usage).toContain(word);
    }
  });
});
