import { parentPort, workerData } from 'node:worker_threads';
import type { ReadDb } from '../store/database.ts';
import { openPostgres } from '../store/postgres-database.ts';
import type { ActsReport, ActsTask } from './check-acts.ts';
import { checkPage, type PageReport } from './check-page.ts';
import type { VerifyTask } from './verify-pool.ts';

/** Read when the first acts come: their schemas take longer to load than the rest, and pages come first. */
async function checkActs(db: ReadDb, task: ActsTask): Promise<ActsReport> {
  const acts = await import('./check-acts.ts');
  return acts.checkActs(db, task);
}

/** Checks parts of a log over a connection of its own. */
const { url } = workerData as { url: string };
const database = await openPostgres(url, 1);
parentPort?.on('message', (task: VerifyTask | 'end') => {
  if (task === 'end') return void database.close().then(() => parentPort?.close());
  const work: Promise<PageReport | ActsReport> = database.read<PageReport | ActsReport>((db) =>
    task.kind === 'page' ? checkPage(db, task.task) : checkActs(db, task.task),
  );
  return void work.then(
    (report) => parentPort?.postMessage({ report }),
    (thrown: unknown) => parentPort?.postMessage({ failed: thrown instanceof Error ? thrown.message : 'unknown' }),
  );
});
