import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeFolderLock } from './folder-lock.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the lock of a data folder', () => {
  it('is held by one, and free again when it is given back', () => {
    const folder = newFolder();
    const release = takeFolderLock(folder);
    expect(() => takeFolderLock(folder)).toThrow('store-in-use');
    release();
    expect(existsSync(join(folder, 'central.lock'))).toBe(false);
    takeFolderLock(folder)();
  });

  it('is taken over from what is no process, from a number that now belongs to another one, and from a torn file', () => {
    for (const left of ['999999999 1', `${process.pid} 1`, '', 'torn', '-5 3']) {
      const folder = newFolder();
      writeFileSync(join(folder, 'central.lock'), left);
      const release = takeFolderLock(folder);
      expect(readFileSync(join(folder, 'central.lock'), 'utf8')).toContain(`${process.pid} `);
      release();
    }
  });

  it('makes the folder where it is not there', () => {
    const folder = join(newFolder(), 'a', 'b');
    takeFolderLock(folder)();
    expect(existsSync(folder)).toBe(true);
  });
});
