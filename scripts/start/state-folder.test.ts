import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStartOptions } from './start-options.mjs';
import { deleteState, isSeeded, markSeeded, takeFolder } from './state-folder.mjs';

describe('the state folder of npm start', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dossier-state-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('refuses a folder that a running process holds, and takes one whose holder is gone', async () => {
    const holder = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    writeFileSync(join(dataDir, 'in-use'), String(holder.pid));
    expect(() => takeFolder(dataDir)).toThrow(/already running/u);
    holder.kill('SIGKILL');
    await once(holder, 'close');
    const release = takeFolder(dataDir);
    release();
    expect(existsSync(join(dataDir, 'in-use'))).toBe(false);
  });

  it('counts the demo office as made only once it is marked', () => {
    const options = parseStartOptions(['--data', dataDir]);
    mkdirSync(options.centralDir);
    expect(isSeeded(options)).toBe(false);
    markSeeded(options);
    expect(isSeeded(options)).toBe(true);
  });

  it('deletes what it made and leaves the rest of the folder alone', () => {
    const options = parseStartOptions(['--data', dataDir]);
    mkdirSync(options.centralDir);
    mkdirSync(options.appDir);
    markSeeded(options);
    writeFileSync(join(dataDir, 'mine.txt'), 'kept');
    expect(deleteState(options)).toHaveLength(3);
    expect(existsSync(options.centralDir)).toBe(false);
    expect(existsSync(join(dataDir, 'mine.txt'))).toBe(true);
    expect(isSeeded(options)).toBe(false);
  });
});
