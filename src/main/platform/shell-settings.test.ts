import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAppearance, ShellSettingsFile } from './shell-settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-shell-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('shell settings', () => {
  it('start in the language of the system and survive a restart', () => {
    const first = new ShellSettingsFile(folder, 'fr');
    expect(first.current.appearance).toEqual({ theme: 'system', language: 'fr' });
    const bounds = { x: 1, y: 2, width: 1300, height: 900, maximized: true };
    first.update({ appearance: { theme: 'dark', language: 'en' }, bounds: { main: bounds } });
    const second = new ShellSettingsFile(folder, 'fr');
    expect(second.current).toEqual({ appearance: { theme: 'dark', language: 'en' }, bounds: { main: bounds } });
  });

  it.each(['', '{', '[]', '{"appearance":{"theme":"pink","language":"en"},"bounds":{"main":{"x":"left"}}}'])(
    'fall back to the defaults where the file is damaged: %s',
    (text) => {
      writeFileSync(join(folder, 'shell.json'), text);
      expect(new ShellSettingsFile(folder, 'en').current).toEqual({
        appearance: { theme: 'system', language: 'en' },
        bounds: {},
      });
    },
  );

  it('take from a window only what is a choice of ours', () => {
    expect(readAppearance({ theme: 'contrast', language: 'fr', extra: 1 })).toEqual({
      theme: 'contrast',
      language: 'fr',
    });
    for (const value of [null, 'dark', { theme: 'dark' }, { theme: 'x', language: 'en' }]) {
      expect(readAppearance(value)).toBeNull();
    }
  });
});
