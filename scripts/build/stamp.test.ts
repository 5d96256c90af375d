import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';
import { forget, hashInputs, isFresh, remember } from './stamp.mjs';

describe('build stamps', () => {
  let outDir: string;
  beforeEach(() => {
    outDir = mkdtempSync(join(tmpdir(), 'dossier-build-'));
  });
  afterEach(() => {
    rmSync(outDir, { recursive: true, force: true });
  });

  it('knows a target as fresh only with the same inputs and its output in place', () => {
    const folder = join(outDir, 'part');
    remember(outDir, 'part', 'hash');
    expect(isFresh(outDir, 'part', folder, 'hash')).toBe(false);
    mkdirSync(folder);
    expect(isFresh(outDir, 'part', folder, 'hash')).toBe(true);
    expect(isFresh(outDir, 'part', folder, 'other')).toBe(false);
    forget(outDir, 'part');
    expect(isFresh(outDir, 'part', folder, 'hash')).toBe(false);
  });

  it('hashes different sources differently and the same ones alike', () => {
    expect(hashInputs(['assets'])).toBe(hashInputs(['assets']));
    expect(hashInputs(['assets'])).not.toBe(hashInputs(['LICENSE']));
  });

  it('lets one build run at a time and lets the next one in after a failure', async () => {
    const path = join(outDir, 'lock');
    const order: string[] = [];
    let finishFirst = (): void => undefined;
    const first = withLock(path, async () => {
      order.push('first begins');
      await new Promise<void>((resolve) => {
        finishFirst = resolve;
      });
      order.push('first fails');
      throw new Error('broken build');
    });
    const second = withLock(path, async () => {
      order.push('second');
    });
    finishFirst();
    await expect(first).rejects.toThrow('broken build');
    await second;
    expect(order).toEqual(['first begins', 'first fails', 'second']);
  });
});
