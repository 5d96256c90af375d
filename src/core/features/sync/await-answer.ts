import { AppError } from '#shared/errors/app-error.ts';
import type { ReadDb } from '../../db/connection.ts';
import type { EngineStatus } from '../../sync/sync-engine.ts';
import { isWaiting } from '../outbox/store.ts';
import type { Watchers } from './watchers.ts';

export interface AnswerWait {
  readonly db: ReadDb;
  readonly engine: { readonly status: EngineStatus };
  readonly watchers: Pick<Watchers<unknown>, 'add'>;
  /** Begins an exchange. */
  readonly now: () => void;
}

const over: ReadonlySet<EngineStatus['state']> = new Set<EngineStatus['state']>(['offline', 'stopped', 'signed-out']);

/** Resolves once central has answered an act, whatever it said. Errors: why the exchange came to an end before. */
export function awaitAnswer({ db, engine, watchers, now }: AnswerWait, n: number): Promise<void> {
  const before = engine.status;
  return new Promise((resolve, reject) => {
    const stop = watchers.add(() => {
      const { status } = engine;
      // What the exchange came to before it was asked says nothing about this act.
      const isOver = status !== before && over.has(status.state);
      const isAnswered = !isWaiting(db, n);
      if (!isAnswered && !isOver) return;
      stop();
      if (isAnswered) resolve();
      else reject(new AppError(status.problem ?? 'offline', status.details));
    });
    now();
  });
}
