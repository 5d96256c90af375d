import { onTestFinished } from 'vitest';
import type { OpenStore } from '#core/boot/open-store.ts';
import { StoreSession } from '#core/boot/store-session.ts';
import type { StoreSessionOptions } from '#core/boot/store-session-options.ts';
import { migrations } from '#core/db/migrations/all.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { FakeKeychain } from './fake-keychain.ts';
import { testFolder } from './test-database.ts';

export interface TestSession {
  readonly session: StoreSession;
  /** How often a store was opened and closed to those who listen. */
  readonly opened: OpenStore[];
  readonly closed: { count: number };
}

/** A store session in its own folder, closed after the test. Give `dataDir` and `keychain` to open one again. */
export function newSession(options: Partial<StoreSessionOptions> = {}): TestSession {
  const session = new StoreSession({
    dataDir: options.dataDir ?? testFolder(),
    disk: nodeDisk,
    keychain: new FakeKeychain(),
    cipher: 'aegis',
    migrations,
    now: () => new Date().toISOString(),
    ...options,
  });
  const opened: OpenStore[] = [];
  const closed = { count: 0 };
  session.onOpen((store) => {
    opened.push(store);
    return () => void (closed.count += 1);
  });
  onTestFinished(() => session.close());
  return { session, opened, closed };
}
