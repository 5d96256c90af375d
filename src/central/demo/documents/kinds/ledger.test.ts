import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { makeLedger } from './ledger.ts';

describe('a bank statement', () => {
  it('adds up line by line to the closing balance, never overdrawn, in order of date', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 5_000_000_00 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 100_00, max: 900_000_00 }),
        (seed, closing, lines, amount) => {
          const ledger = makeLedger(createRandom(seed), {
            closing,
            lines,
            until: '2026-03-01',
            salary: { from: 'Kestrel', amount },
          });
          expect(ledger.lines).toHaveLength(lines);
          expect(ledger.closing).toBe(closing);
          expect(ledger.opening).toBeGreaterThanOrEqual(0);
          let balance = ledger.opening;
          let date = '';
          for (const line of ledger.lines) {
            balance += line.amount;
            expect(line.balance).toBe(balance);
            expect(line.balance).toBeGreaterThanOrEqual(0);
            expect(Number.isInteger(line.amount)).toBe(true);
            expect(line.date >= date).toBe(true);
            date = line.date;
          }
          expect(balance).toBe(closing);
          expect(date).toBe('2026-03-01');
        },
      ),
      { numRuns: 200 },
    );
  });
});
