import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant, Sha256 } from '#shared/model/ids.ts';
import { probeTransfer } from './probe-transfer.ts';

const sha256 = 'a'.repeat(64) as Sha256;

/** A line of so many bytes a second, whose clock moves only with what comes over it. */
function shapedLine(given: { bytesPerSecond: number; firstMs: number; sizeBytes: number; pieceBytes: number }) {
  let at = Date.parse('2026-11-23T12:00:00.000Z');
  const timers: { due: number; fire: () => void }[] = [];
  const pass = (ms: number): void => {
    at += ms;
    for (const { due, fire } of timers) if (due <= at) fire();
  };
  let sent = 0;
  return {
    clock: { now: () => new Date(at).toISOString() as Instant },
    scheduler: {
      after: (ms: number, fire: () => void) => {
        timers.push({ due: at + ms, fire });
        return () => void timers.splice(0);
      },
    },
    network: {
      async *document(ask: { start: number }, signal: AbortSignal) {
        pass(given.firstMs);
        for (let from = ask.start; from < given.sizeBytes; from += given.pieceBytes) {
          if (signal.aborted) throw new AppError('central-unreachable');
          const piece = Math.min(given.pieceBytes, given.sizeBytes - from);
          if (from > ask.start) pass((piece / given.bytesPerSecond) * 1000);
          sent += piece;
          yield new Uint8Array(piece);
        }
      },
    },
    sent: () => sent,
  };
}

describe('the probe', () => {
  it('measures the line and what each document costs, with at most half a megabyte', async () => {
    const line = shapedLine({ bytesPerSecond: 125_000, firstMs: 300, sizeBytes: 9_000_000, pieceBytes: 12_500 });
    const speed = await probeTransfer(line, { sha256, start: 0 });
    expect(speed?.bytesPerSecond).toBeCloseTo(125_000, 0);
    expect(speed?.msPerDocument).toBe(300);
    expect(line.sent()).toBeLessThan(540_000);
  });

  it('is over after five seconds on a bad line', async () => {
    const line = shapedLine({ bytesPerSecond: 2000, firstMs: 900, sizeBytes: 9_000_000, pieceBytes: 1000 });
    const speed = await probeTransfer(line, { sha256, start: 0 });
    expect(speed?.bytesPerSecond).toBeCloseTo(2000, 0);
    expect(line.sent()).toBeLessThan(12_000);
  });

  it('counts everything where the document comes in one piece', async () => {
    const line = shapedLine({ bytesPerSecond: 1, firstMs: 50, sizeBytes: 5000, pieceBytes: 8192 });
    expect(await probeTransfer(line, { sha256, start: 0 })).toEqual({ bytesPerSecond: 100_000, msPerDocument: 0 });
  });

  it('knows nothing where nothing comes, and says what the network said', async () => {
    const line = shapedLine({ bytesPerSecond: 1000, firstMs: 6000, sizeBytes: 5000, pieceBytes: 8192 });
    expect(await probeTransfer(line, { sha256, start: 0 })).toBeNull();
    const failing = { next: () => Promise.reject(new AppError('document-missing')) };
    const network = { document: () => ({ [Symbol.asyncIterator]: () => failing }) };
    await expect(probeTransfer({ ...line, network }, { sha256, start: 0 })).rejects.toThrow(AppError);
  });
});
