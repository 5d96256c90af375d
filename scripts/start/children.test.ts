import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { isRunning } from '../setup/running-process.mjs';
import { startChild, startNightWatch } from './children.mjs';

const watch = startNightWatch();
afterAll(() => watch.end());

const readsForever = 'process.stdin.resume(); console.log(process.pid)';

describe.skipIf(process.platform === 'win32')('stopping what was started', () => {
  it('asks first, and a child that tidies up ends by itself', async () => {
    const script = `process.on('SIGTERM', () => process.exit(7)); ${readsForever}`;
    const child = startChild(watch, process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.process.stdout ?? process.stdin, 'data');
    await child.stop();
    expect(await child.ended).toEqual({ code: 7, signal: null });
  });

  it('ends a child that does not listen, and its own children with it', async () => {
    const script = `
      process.on('SIGTERM', () => {});
      const inner = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      process.stdin.resume();
      console.log(inner.pid);`;
    const child = startChild(watch, process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }, 100);
    const [line] = await once(child.process.stdout ?? process.stdin, 'data');
    const innerPid = Number(String(line));
    expect(isRunning(innerPid)).toBe(true);
    await child.stop();
    expect((await child.ended).signal).toBe('SIGKILL');
    await expect.poll(() => isRunning(innerPid)).toBe(false);
  });

  it('reports a command that does not exist', async () => {
    const child = startChild(watch, '/does/not/exist', [], { stdio: 'ignore' });
    await expect(child.ended).rejects.toThrow(/ENOENT/u);
  });

  it('is done by the night watch when npm start itself was killed', async () => {
    const children = new URL('./children.mjs', import.meta.url).href;
    const script = `
      const { startChild, startNightWatch } = await import(${JSON.stringify(children)});
      const child = startChild(startNightWatch(), process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      console.log(child.process.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const childPid = Number(String(line));
    expect(isRunning(childPid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(childPid), { timeout: 10_000 }).toBe(false);
  });
});
