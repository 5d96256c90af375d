import { describe, expect, it } from 'vitest';
import { AppError, fromPlain, toPlain } from './app-error.ts';

describe('errors across a process boundary', () => {
  it('keep code and details', () => {
    const plain = toPlain(new AppError('store-too-new', { found: 90, known: 50 }));
    expect(structuredClone(plain)).toEqual({
      code: 'store-too-new',
      details: { found: 90, known: 50 },
      retryable: false,
    });
    expect(fromPlain(plain)).toMatchObject({ code: 'store-too-new', details: { found: 90, known: 50 } });
  });

  it('lose the text of what was not meant, which may hold anything', () => {
    expect(toPlain(new Error('Okafor, Ngozi'))).toEqual({ code: 'internal', details: {}, retryable: false });
    expect(toPlain('Okafor')).toEqual({ code: 'internal', details: {}, retryable: false });
  });

  it('say which may be tried again', () => {
    expect(toPlain(new AppError('central-unreachable')).retryable).toBe(true);
    expect(toPlain(new AppError('disk-full')).retryable).toBe(false);
  });

  it('from a newer peer become internal with the code kept', () => {
    expect(fromPlain({ code: 'new-thing' })).toMatchObject({ code: 'internal', details: { unknownCode: 'new-thing' } });
  });
});
