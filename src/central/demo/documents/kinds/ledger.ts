import type { Random } from '../random.ts';
import { addDays } from '../words/dates.ts';

export interface LedgerLine {
  date: string;
  text: string;
  /** Cents; negative is money out. */
  amount: number;
  /** Cents, after this line. */
  balance: number;
}

export interface Ledger {
  opening: number;
  lines: LedgerLine[];
  closing: number;
}

const out = [
  'POS PURCHASE',
  'ATM WITHDRAWAL',
  'UTILITY BILL',
  'MOBILE TOP-UP',
  'RENT',
  'TRANSFER TO SAVINGS',
  'SUPERMARKET',
  'FUEL STATION',
  'INSURANCE PREMIUM',
  'SCHOOL FEES',
  'PHARMACY',
  'CHEQUE',
  'RESTAURANT',
  'STANDING ORDER',
] as const;
const into = ['TRANSFER FROM', 'CASH DEPOSIT', 'INTEREST', 'REFUND', 'CHEQUE DEPOSIT'] as const;

/**
 * Transactions that lead to the closing balance asked for: each balance is the one before it plus the amount, and the
 * account is never overdrawn. Amounts are cents.
 */
export function makeLedger(
  random: Random,
  options: { closing: number; lines: number; until: string; salary: { from: string; amount: number } },
): Ledger {
  const { closing, lines, until, salary } = options;
  const amounts: Array<{ text: string; amount: number; daysAfter: number }> = [];
  for (let i = 0; i < lines; i++) {
    const isSalary = i % 24 === 11;
    const isIn = isSalary || random.chance(0.14);
    const size = Math.max(500, Math.round((salary.amount * random.range(0.004, 0.11)) / 5) * 5);
    const text = isSalary
      ? `SALARY ${salary.from.toUpperCase()}`
      : isIn
        ? `${random.pick(into)} ${random.int(1000, 9999)}`
        : `${random.pick(out)} ${random.int(10000, 99999)}`;
    amounts.push({
      text,
      amount: isSalary ? salary.amount : isIn ? size : -size,
      daysAfter: random.chance(0.75) ? 1 : random.int(0, 2),
    });
  }
  // Backwards from the closing balance; where that would go below zero earlier, a deposit is what led up to it.
  let balance = closing;
  for (let i = amounts.length - 1; i >= 0; i--) {
    const entry = amounts[i];
    if (!entry) continue;
    if (balance - entry.amount < 0) {
      entry.amount = -Math.abs(entry.amount);
      entry.text = `${random.pick(out)} ${random.int(10000, 99999)}`;
    }
    balance -= entry.amount;
  }
  const opening = balance;
  const span = amounts.reduce((sum, { daysAfter }) => sum + daysAfter, 0);
  let date = addDays(until, -span);
  const made = amounts.map(({ text, amount, daysAfter }) => {
    date = addDays(date, daysAfter);
    balance += amount;
    return { date, text, amount, balance };
  });
  return { opening, lines: made, closing: balance };
}
