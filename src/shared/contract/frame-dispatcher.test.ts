import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AppError } from '../errors/app-error.ts';
import { method } from './define.ts';
import { bindHandlers, FrameDispatcher, joinTables, policiesOf } from './frame-dispatcher.ts';
import type { ReplyFrame } from './frames.ts';

const contract = {
  'case.open': method({
    args: z.object({ id: z.string(), page: z.int().default(0) }),
    value: z.unknown(),
    repeatable: true,
  }),
  'case.fail': method({ args: z.unknown(), value: z.never(), repeatable: false, timeoutMs: 60_000 }),
  'case.break': method({ args: z.unknown(), value: z.never(), repeatable: true }),
  'case.function': method({ args: z.unknown(), value: z.unknown(), repeatable: true }),
  'case.wait': method({ args: z.unknown(), value: z.boolean(), repeatable: true }),
};

function dispatcher(isDraining = false) {
  const replies: ReplyFrame[] = [];
  const bugs: string[] = [];
  const releases: (() => void)[] = [];
  const table = bindHandlers<typeof contract, { isCancelled: () => boolean }>(contract, {
    'case.open': (args) => args,
    'case.fail': () => {
      throw new AppError('disk-full', { freeBytes: 1 });
    },
    'case.break': () => {
      throw new TypeError('cannot read the passport number of somebody');
    },
    'case.function': () => () => 1,
    'case.wait': async (_args, { isCancelled }) => {
      await new Promise<void>((resolve) => releases.push(resolve));
      return isCancelled();
    },
  });
  const dispatch = new FrameDispatcher({
    table,
    send: (reply) => void replies.push(structuredClone(reply)),
    contextFor: (call) => call,
    onBug: (name) => bugs.push(name),
    isDraining: () => isDraining,
  });
  const ask = async (name: string, args: unknown, id = 1): Promise<ReplyFrame | undefined> => {
    dispatch.accept({ t: 'call', id, method: name, args });
    await dispatch.whenIdle();
    return replies.at(-1);
  };
  return { dispatch, ask, replies, bugs, releases, table };
}

describe('FrameDispatcher', () => {
  it('gives handlers parsed arguments, defaults filled in', async () => {
    const { ask } = dispatcher();
    expect(await ask('case.open', { id: 'x' })).toMatchObject({ ok: true, value: { id: 'x', page: 0 } });
  });

  it('answers arguments that do not fit with bad-request and nothing of what was sent', async () => {
    const { ask, bugs } = dispatcher();
    const reply = await ask('case.open', { id: 42, secret: 'A1234567' });
    expect(reply).toEqual({
      t: 'reply',
      id: 1,
      ok: false,
      error: { code: 'bad-request', details: { method: 'case.open' }, retryable: false },
    });
    expect(bugs).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString', 'case.none'])('does not know the method %s', async (name) => {
    const { ask } = dispatcher();
    expect(await ask(name, {})).toMatchObject({ ok: false, error: { code: 'unknown-method', details: {} } });
  });

  it('passes an expected failure on with its details', async () => {
    const { ask, bugs } = dispatcher();
    expect(await ask('case.fail', null)).toMatchObject({ error: { code: 'disk-full', details: { freeBytes: 1 } } });
    expect(bugs).toEqual([]);
  });

  it('hides what a bug says, and reports the bug', async () => {
    const { ask, bugs } = dispatcher();
    const reply = await ask('case.break', null);
    expect(reply).toMatchObject({ error: { code: 'internal', details: {} } });
    expect(JSON.stringify(reply)).not.toContain('passport');
    expect(bugs).toEqual(['case.break']);
  });

  it('answers a value that cannot cross with internal, not with silence', async () => {
    const { ask, bugs } = dispatcher();
    expect(await ask('case.function', null)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(bugs).toEqual(['case.function']);
  });

  it('refuses new calls while draining', async () => {
    const { ask } = dispatcher(true);
    expect(await ask('case.open', { id: 'x' })).toMatchObject({ error: { code: 'draining', retryable: true } });
  });

  it('refuses a second call under an id that still runs, and tells handlers of a cancel', async () => {
    const { dispatch, replies, releases } = dispatcher();
    dispatch.accept({ t: 'call', id: 1, method: 'case.wait', args: null });
    dispatch.accept({ t: 'call', id: 1, method: 'case.open', args: { id: 'x' } });
    expect(replies).toMatchObject([{ id: 1, error: { code: 'bad-request' } }]);
    dispatch.accept({ t: 'cancel', id: 1 });
    expect(dispatch.runningCount).toBe(1);
    releases[0]?.();
    await dispatch.whenIdle();
    expect(replies.at(-1)).toMatchObject({ id: 1, ok: true, value: true });
  });
});

describe('tables', () => {
  it('do not join where two claim one method', () => {
    const { table } = dispatcher();
    expect(() => joinTables(table, table)).toThrow('case.open');
  });

  it('say which calls must not be repeated and which take long', () => {
    expect(policiesOf(dispatcher().table)).toEqual({
      neverRepeat: ['case.fail'],
      timeoutsMs: { 'case.fail': 60_000 },
    });
  });
});
