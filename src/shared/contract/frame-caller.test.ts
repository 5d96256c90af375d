import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/app-error.ts';
import { FrameCaller } from './frame-caller.ts';
import type { WindowFrame } from './frames.ts';

interface Timer {
  readonly afterMs: number;
  readonly fire: () => void;
}

function callerWithHandTimers() {
  const sent: WindowFrame[] = [];
  const timers = new Set<Timer>();
  const caller = new FrameCaller({
    send: (frame) => void sent.push(structuredClone(frame)),
    startTimer: (afterMs, fire) => {
      const timer = { afterMs, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    timeoutMs: 1000,
  });
  return { caller, sent, timers };
}

describe('FrameCaller', () => {
  it('matches replies to calls in whatever order they come', async () => {
    const { caller, sent, timers } = callerWithHandTimers();
    const first = caller.call('a.b', 1);
    const second = caller.call('a.c', 2);
    expect(sent.map((frame) => frame.id)).toEqual([1, 2]);
    caller.accept({ t: 'reply', id: 2, ok: true, value: 'two' });
    caller.accept({ t: 'reply', id: 1, ok: true, value: 'one' });
    await expect(Promise.all([first, second])).resolves.toEqual(['one', 'two']);
    expect(timers.size).toBe(0);
    expect(caller.pendingCount).toBe(0);
  });

  it('turns a failure into an AppError with its details', async () => {
    const { caller } = callerWithHandTimers();
    const call = caller.call('a.b', null);
    caller.accept({
      t: 'reply',
      id: 1,
      ok: false,
      error: { code: 'disk-full', details: { freeBytes: 0 }, retryable: false },
    });
    await expect(call).rejects.toMatchObject({ code: 'disk-full', details: { freeBytes: 0 } });
  });

  it('gives up after its time, tells the other side, and ignores the late reply', async () => {
    const { caller, sent, timers } = callerWithHandTimers();
    const call = caller.call('a.b', null, { timeoutMs: 50 });
    const [timer] = timers;
    expect(timer?.afterMs).toBe(50);
    timer?.fire();
    await expect(call).rejects.toMatchObject({ code: 'timeout', details: { method: 'a.b' } });
    expect(sent.at(-1)).toEqual({ t: 'cancel', id: 1 });
    expect(caller.accept({ t: 'reply', id: 1, ok: true, value: 'late' })).toBe(true);
  });

  it('cancels when the signal is aborted, before or during the call', async () => {
    const { caller, sent, timers } = callerWithHandTimers();
    await expect(caller.call('a.b', null, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(sent).toEqual([]);
    const controller = new AbortController();
    const call = caller.call('a.b', null, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(sent.at(-1)).toEqual({ t: 'cancel', id: 1 });
    expect(timers.size).toBe(0);
  });

  it('refuses arguments that cannot cross a process boundary', async () => {
    const { caller, timers } = callerWithHandTimers();
    await expect(caller.call('a.b', () => 1)).rejects.toMatchObject({ code: 'bad-request' });
    expect(timers.size).toBe(0);
  });

  it('fails everything unanswered when the channel is gone', async () => {
    const { caller } = callerWithHandTimers();
    const calls = [caller.call('a.b', 1), caller.call('a.b', 2)];
    caller.failAll(new AppError('core-lost'));
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'core-lost' });
  });
});
