import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isRunning } from '../setup/running-process.mjs';
import { startChild } from './children.mjs';

const readsForever = 'process.stdin.resume(); console.log(process.pid)';

describe.skipIf(process.platform === 'win32')('stopping what was started', () => {
  it('asks first, and a child that tidies up ends by itself', async () => {
    const script = `process.on('SIGTERM', () => process.exit(7)); ${readsForever}`;
    const child = startChild(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
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
    const child = startChild(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }, 100);
    const [line] = await once(child.process.stdout ?? process.stdin, 'data');
    const innerPid = Number(String(line));
    expect(isRunning(innerPid)).toBe(true);
    await child.stop();
    expect((await child.ended).signal).toBe('SIGKILL');
    await expect.poll(() => isRunning(innerPid)).toBe(false);
  });

  it('reports a command that does not exist', async () => {
    const child = startChild('/does/not/exist', [], { stdio: 'ignore' });
    await expect(child.ended).rejects.toThrow(/ENOENT/u);
  });
});
