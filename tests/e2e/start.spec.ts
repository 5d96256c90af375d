import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inProject } from '../../scripts/setup/locations.mjs';
import { isRunning } from '../../scripts/setup/running-process.mjs';

interface Run {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  ended(): Promise<number | null>;
}

function npmStart(dataDir: string, ...args: string[]): Run {
  // The machine's Node is enough: the script goes on by itself on the project's.
  const child = spawn('node', [inProject('scripts', 'start.mjs'), '--data', dataDir, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said: () => text, ended: () => end };
}

/** The processes whose command line names the folder, but npm start itself. */
function workersOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isRunning(pid) && commandLine(pid).includes(dataDir))
    .filter((pid) => !commandLine(pid).includes('start.mjs'));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    // It ended between being listed and being read.
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}

/** The demo office is a minute's work on two idle cores; tests may share theirs. */
const open = { timeout: 420_000 };

test.describe('npm start', () => {
  test.skip(process.platform !== 'linux', 'reads /proc to see what is left running');
  test.describe.configure({ mode: 'serial', timeout: 600_000 });
  let dataDir: string;

  test.beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dossier-start-'));
  });
  test.afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('stopped while it makes the demo office, it leaves no process behind', async () => {
    const run = npmStart(dataDir);
    await expect.poll(() => run.said(), open).toContain('Making the demo office');
    await expect.poll(() => existsSync(join(dataDir, 'central')), { timeout: 30_000 }).toBe(true);
    expect(workersOf(dataDir)).not.toEqual([]);
    run.child.kill('SIGTERM');
    expect(await run.ended()).not.toBe(0);
    expect(workersOf(dataDir)).toEqual([]);
  });

  test('makes a half-made office again, opens the application, and refuses a second one on the same state', async () => {
    const run = npmStart(dataDir);
    await expect.poll(() => run.said(), open).toContain('Dossier is open');
    expect(run.said()).toContain('was not finished last time');
    const second = npmStart(dataDir);
    expect(await second.ended()).toBe(1);
    expect(second.said()).toContain('already running');
    run.child.kill('SIGTERM');
    expect(await run.ended()).toBe(130);
    expect(workersOf(dataDir)).toEqual([]);
    expect(existsSync(join(dataDir, 'in-use'))).toBe(false);
  });

  test('keeps the office for the next start, and leaves nothing behind even when it is killed', async () => {
    const run = npmStart(dataDir);
    await expect.poll(() => run.said(), open).toContain('Dossier is open');
    expect(run.said()).not.toContain('Making the demo office');
    const npmStartPid = readFileSync(join(dataDir, 'in-use'), 'utf8');
    process.kill(Number(npmStartPid), 'SIGKILL');
    await run.ended();
    await expect.poll(() => workersOf(dataDir), { timeout: 30_000 }).toEqual([]);
  });
});
