import type { DispatchEntry, DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The same handlers; `onDamage` is told when one of them meets a damaged database. */
export function watchDamage<Context>(table: DispatchTable<Context>, onDamage: () => void): DispatchTable<Context> {
  const watched = new Map<string, DispatchEntry<Context>>();
  for (const [method, entry] of table) {
    const guarded = async (value: never, context: Context): Promise<unknown> => {
      try {
        return await entry.handle(value, context);
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'store-corrupt') onDamage();
        throw thrown;
      }
    };
    watched.set(method, { ...entry, handle: guarded });
  }
  return watched;
}
