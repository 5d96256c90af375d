import type { DispatchEntry, DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface GuardOptions {
  /** Resolves when the store has been opened as far as it can be without a person. Never rejects. */
  readonly started: Promise<unknown>;
  /** A handler met a damaged database. */
  readonly onDamage: () => void;
}

/** Answered at once, while the store is still being opened: the first window wants its language, and the store sees to itself. */
const needsNoStore = /^(settings\.[gs]et|store\..+)$/u;

/**
 * The same handlers with what all of them need: a call that comes while the core starts (a window that repeats its calls
 * after a crash) waits for the store and is not told that there is none.
 */
export function guardTable<Context>(table: DispatchTable<Context>, options: GuardOptions): DispatchTable<Context> {
  const guarded = new Map<string, DispatchEntry<Context>>();
  for (const [method, entry] of table) {
    const handle = async (args: never, context: Context): Promise<unknown> => {
      if (!needsNoStore.test(method)) await options.started;
      try {
        return await entry.handle(args, context);
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'store-corrupt') options.onDamage();
        throw thrown;
      }
    };
    guarded.set(method, { ...entry, handle });
  }
  return guarded;
}
