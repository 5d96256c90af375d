import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStartRefused } from './refuse-start.ts';

const given = (...switches: string[]) => ({ hasSwitch: (name: string) => switches.includes(name) });

describe('a packaged app', () => {
  it.each(['remote-debugging-port', 'inspect', 'no-sandbox'])('does not start with --%s', (name) => {
    expect(isStartRefused(given(name), true, '/nowhere')).toBe(true);
    expect(isStartRefused(given(name), false, '/nowhere')).toBe(false);
  });

  it('starts without them, and with them where it was packaged for tests', () => {
    expect(isStartRefused(given('lang'), true, '/nowhere')).toBe(false);
    const resources = mkdtempSync(join(tmpdir(), 'dossier-resources-'));
    writeFileSync(join(resources, 'test-build'), '');
    expect(isStartRefused(given('inspect'), true, resources)).toBe(false);
    rmSync(resources, { recursive: true });
  });
});
