import { onTestFinished } from 'vitest';
import type { Keychain } from '#core/ports/keychain.ts';
import { type ChildCore, forkCore } from './forked-core.ts';

export type { ChildCore } from './forked-core.ts';

/** A core process for one test: killed when that has ended. */
export function startChildCore(dataDir: string, keychain: Keychain, centralUrl: string | null = null): ChildCore {
  const core = forkCore({ dataDir, keychain, centralUrl });
  onTestFinished(() => core.kill());
  return core;
}
