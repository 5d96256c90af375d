import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speedOf, type Transfer, TransferHistory, transferMs } from './transfer-speed.ts';

/** A line of so many bytes a second with so much per document. */
const line =
  (bytesPerSecond: number, msPerDocument: number) =>
  (bytes: number): Transfer => ({ bytes, ms: msPerDocument + (bytes / bytesPerSecond) * 1000 });

describe('the speed of documents', () => {
  it('is unknown before anything came that says something', () => {
    const history = new TransferHistory();
    expect(history.speed).toBeNull();
    history.add({ bytes: 200, ms: 300 });
    expect(history.speed).toBeNull();
    history.add({ bytes: 50_000, ms: 700 });
    expect(history.speed).not.toBeNull();
  });

  it('tells the line from what each document costs', () => {
    const speed = speedOf([20_000, 400_000, 90_000, 1_200_000].map(line(125_000, 300)));
    expect(speed.bytesPerSecond).toBeCloseTo(125_000, 3);
    expect(speed.msPerDocument).toBeCloseTo(300, 3);
    expect(transferMs(speed, 100, 100 * 30_000)).toBeCloseTo(100 * (300 + 240), 3);
  });

  it('takes one speed for all where documents are of a size', () => {
    const speed = speedOf([100_000, 101_000, 99_000].map(line(100_000, 500)));
    expect(speed.msPerDocument).toBe(0);
    expect(transferMs(speed, 10, 1_000_000)).toBeCloseTo(15_000, 0);
  });

  it('follows another network', () => {
    const history = new TransferHistory();
    for (let each = 0; each < 60; each += 1) history.add(line(2_000_000, 20)(50_000 + each * 9000));
    for (let each = 0; each < 40; each += 1) history.add(line(50_000, 200)(50_000 + each * 9000));
    expect(history.speed?.bytesPerSecond).toBeCloseTo(50_000, 3);
  });

  it('is within 15 % of any steady line, for documents like those it has seen', () => {
    const sizes = fc.array(fc.integer({ min: 20_000, max: 5_000_000 }), { minLength: 6, maxLength: 40 });
    const cases = fc.record({
      sizes,
      rate: fc.integer({ min: 5000, max: 20_000_000 }),
      each: fc.integer({ min: 0, max: 2000 }),
    });
    fc.assert(
      fc.property(cases, ({ sizes: all, rate, each }) => {
        const taken = all.map(line(rate, each));
        const estimate = transferMs(
          speedOf(taken),
          all.length,
          all.reduce((sum, bytes) => sum + bytes, 0),
        );
        const actual = taken.reduce((sum, { ms }) => sum + ms, 0);
        expect(Math.abs(estimate - actual) / actual).toBeLessThan(0.15);
      }),
    );
  });
});
