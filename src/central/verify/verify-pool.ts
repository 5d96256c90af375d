import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Database } from '../store/database.ts';
import { type ActsReport, type ActsTask, checkActs } from './check-acts.ts';
import { checkPage, type PageReport, type PageTask } from './check-page.ts';

/** A part of the work, by which it can be done anywhere. */
export type VerifyTask =
  | { readonly kind: 'page'; readonly task: PageTask }
  | { readonly kind: 'acts'; readonly task: ActsTask };

export interface VerifyPool {
  page(task: PageTask): Promise<PageReport>;
  acts(task: ActsTask): Promise<ActsReport>;
  /** How many tasks may be under way at once without waiting for each other. */
  readonly width: number;
  close(): Promise<void>;
}

/** PGlite has one connection, in this process: its parts are checked here, one after the other. */
function onOneConnection(database: Database): VerifyPool {
  return {
    width: 1,
    page: (task) => database.read((db) => checkPage(db, task)),
    acts: (task) => database.read((db) => checkActs(db, task)),
    close: async () => {},
  };
}

interface Waiting {
  readonly task: VerifyTask;
  readonly done: (report: never) => void;
  readonly failed: (reason: Error) => void;
}

function onThreads(url: string, width: number): VerifyPool {
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const inHand = new Map<Worker, Waiting>();

  function next(worker: Worker): void {
    const job = waiting.shift();
    if (job === undefined) return void idle.push(worker);
    inHand.set(worker, job);
    worker.postMessage(job.task);
  }

  const workers = Array.from({ length: width }, () => {
    const worker = new Worker(workerFile(), { workerData: { url } });
    const finish = (settle: (job: Waiting) => void): void => {
      const job = inHand.get(worker);
      inHand.delete(worker);
      if (job !== undefined) settle(job);
    };
    worker.on('message', (message: { report?: unknown; failed?: string }) => {
      finish((job) => {
        if (message.failed === undefined) job.done(message.report as never);
        else job.failed(new Error(message.failed));
      });
      next(worker);
    });
    worker.on('error', (thrown: unknown) => {
      finish((job) => job.failed(thrown instanceof Error ? thrown : new Error('a thread ended')));
    });
    next(worker);
    return worker;
  });

  function run<Report>(task: VerifyTask): Promise<Report> {
    return new Promise<Report>((done, failed) => {
      waiting.push({ task, done, failed });
      const worker = idle.pop();
      if (worker !== undefined) next(worker);
    });
  }

  return {
    // Two tasks for each thread: the next is there when one is done.
    width: width * 2,
    page: (task) => run({ kind: 'page', task }),
    acts: (task) => run({ kind: 'acts', task }),
    close: async () => {
      await Promise.all(
        workers.map(
          (worker) =>
            new Promise<void>((resolve) => {
              worker.once('exit', () => resolve());
              worker.postMessage('end');
            }),
        ),
      );
    },
  };
}

function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./page.worker.ts', import.meta.url)
    : new URL('./page.worker.js', import.meta.url);
}

/** @param url of the PostgreSQL server; null for PGlite */
export function openVerifyPool(database: Database, url: string | null): VerifyPool {
  // One more than there are cores: while the others wait for PostgreSQL, it has a page to hash (10 % on two cores).
  return url === null ? onOneConnection(database) : onThreads(url, availableParallelism() + 1);
}
