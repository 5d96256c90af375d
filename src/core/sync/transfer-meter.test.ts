import { describe, expect, it } from 'vitest';
import { TransferMeter } from './transfer-meter.ts';

describe('the measured speed', () => {
  it('is unknown before the first byte', () => {
    expect(new TransferMeter().bytesPerSecond).toBeNull();
  });

  it('is that of a first short transfer until there is a sample', () => {
    const meter = new TransferMeter();
    meter.add(10_000, 100);
    expect(meter.bytesPerSecond).toBe(100_000);
  });

  it('joins small documents, round trips and all', () => {
    const meter = new TransferMeter();
    for (let each = 0; each < 10; each += 1) {
      meter.add(0, 90);
      meter.add(1000, 10);
    }
    expect(meter.bytesPerSecond).toBe(10_000);
  });

  it('passes over a stall and follows a change that lasts', () => {
    const meter = new TransferMeter();
    for (let each = 0; each < 10; each += 1) meter.add(500_000, 500);
    meter.add(1, 20_000);
    expect(meter.bytesPerSecond).toBe(1_000_000);
    for (let each = 0; each < 21; each += 1) meter.add(50_000, 500);
    expect(meter.bytesPerSecond).toBe(100_000);
  });

  it('does not divide by a clock that stands or goes back', () => {
    const meter = new TransferMeter();
    meter.add(1000, 0);
    meter.add(1000, -5000);
    expect(meter.bytesPerSecond).toBeNull();
  });
});
