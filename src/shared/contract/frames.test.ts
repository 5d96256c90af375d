import { describe, expect, it } from 'vitest';
import { maxNameLength, readCoreFrame, readWindowFrame, salvageId } from './frames.ts';

describe('a frame from a window', () => {
  it('is taken field by field, so that nothing else is passed on', () => {
    const frame = readWindowFrame({ t: 'call', id: 1, method: 'queue.window', args: { from: 0 }, extra: 'x' });
    expect(frame).toEqual({ t: 'call', id: 1, method: 'queue.window', args: { from: 0 } });
    expect(readWindowFrame({ t: 'cancel', id: 3, method: 'x' })).toEqual({ t: 'cancel', id: 3 });
  });

  it.each([
    null,
    undefined,
    'call',
    42,
    [],
    {},
    { t: 'call' },
    { t: 'call', id: 0, method: 'a' },
    { t: 'call', id: -1, method: 'a' },
    { t: 'call', id: 1.5, method: 'a' },
    { t: 'call', id: '1', method: 'a' },
    { t: 'call', id: 1, method: '' },
    { t: 'call', id: 1, method: 'a'.repeat(maxNameLength + 1) },
    { t: 'call', id: 1, method: ['a'] },
    { t: 'reply', id: 1, ok: true, value: 1 },
    { t: 'event', name: 'a', payload: 1 },
    { t: 'init', init: {} },
    { t: 'drain', deadlineMs: 0 },
  ])('is refused where it is no call: %j', (value) => {
    expect(readWindowFrame(value)).toBeNull();
  });

  it('gives its id for a refusal only where it has a proper one', () => {
    expect(salvageId({ t: 'call', id: 7 })).toBe(7);
    expect(salvageId({ id: 'seven' })).toBeNull();
    expect(salvageId(null)).toBeNull();
  });
});

describe('a frame from the core', () => {
  it('may be a reply, a failure or an event', () => {
    expect(readCoreFrame({ t: 'reply', id: 1, ok: true, value: 5 })).toEqual({ t: 'reply', id: 1, ok: true, value: 5 });
    const error = { code: 'disk-full', details: {}, retryable: false };
    expect(readCoreFrame({ t: 'reply', id: 1, ok: false, error })).toEqual({ t: 'reply', id: 1, ok: false, error });
    expect(readCoreFrame({ t: 'event', name: 'a.b', payload: null })).toEqual({
      t: 'event',
      name: 'a.b',
      payload: null,
    });
  });

  it.each([null, {}, { t: 'reply', id: 1 }, { t: 'reply', id: 1, ok: false, error: 'text' }, { t: 'event', name: '' }])(
    'is refused where it is none of them: %j',
    (value) => {
      expect(readCoreFrame(value)).toBeNull();
    },
  );
});
