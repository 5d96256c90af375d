import { describe, expect, it } from 'vitest';
import { isUniqueViolation, withRetry } from './retry.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('a transaction', () => {
  it.each(['40001', '40P01'])('that loses with %s is run again until it wins', async (code) => {
    let runs = 0;
    const value = await withRetry(async () => {
      runs += 1;
      if (runs < 4) throw failure(code);
      return 'done';
    });
    expect([value, runs]).toEqual(['done', 4]);
  });

  it.each(['23505', '57P01', ''])('that fails with "%s" is not', async (code) => {
    let runs = 0;
    const attempt = withRetry(() => {
      runs += 1;
      return Promise.reject(failure(code));
    });
    await expect(attempt).rejects.toMatchObject({ code });
    expect(runs).toBe(1);
  });

  it('is told apart by its code when a key is taken', () => {
    expect(isUniqueViolation(failure('23505'))).toBe(true);
    expect(isUniqueViolation(failure('40001'))).toBe(false);
    expect(isUniqueViolation('23505')).toBe(false);
  });
});
