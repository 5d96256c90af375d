import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DocumentAnswer, DocumentJob } from './document.worker.ts';
import type { DocumentRequest, MadeDocument } from './document-request.ts';

export interface MakeDocumentsOptions {
  /** Threads; by default one a core, at most four. */
  workers?: number;
  /** Called after each document with what is done so far. */
  onProgress?: (progress: { documents: number; pages: number; of: number }) => void;
  signal?: AbortSignal;
}

export interface NumberedDocument {
  /** Place of its request in the list. */
  index: number;
  document: MadeDocument;
}

/**
 * Makes many documents on worker threads and yields each as it is done, in no fixed order (the long ones are begun
 * first). At most a few wait for the consumer, so memory stays bounded. Leaving the loop, or the signal, stops the
 * threads; an abort throws the signal's reason. A request that cannot be met throws and ends the run.
 */
export async function* makeDocuments(
  requests: readonly DocumentRequest[],
  options: MakeDocumentsOptions = {},
): AsyncGenerator<NumberedDocument, void, undefined> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const order = requests.map((_, index) => index).sort((a, b) => lengthOf(requests[b]) - lengthOf(requests[a]));
  const count = Math.max(1, Math.min(options.workers ?? Math.min(4, availableParallelism()), requests.length));
  const pool = startPool(count, requests, order);
  const onAbort = (): void => pool.fail(signal?.reason ?? new Error('aborted'));
  signal?.addEventListener('abort', onAbort, { once: true });
  let pages = 0;
  try {
    for (let done = 1; done <= requests.length; done++) {
      const made = await pool.next();
      pages += made.document.pages;
      onProgress?.({ documents: done, pages, of: requests.length });
      yield made;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await pool.stop();
  }
}

const lengthOf = (request: DocumentRequest | undefined): number => request?.pages ?? 4;

interface Pool {
  next(): Promise<NumberedDocument>;
  fail(reason: unknown): void;
  stop(): Promise<void>;
}

// More than this many finished documents waiting and the threads pause.
const mostWaiting = 12;

function startPool(count: number, requests: readonly DocumentRequest[], order: number[]): Pool {
  const waiting: NumberedDocument[] = [];
  const idle: Worker[] = [];
  let wake: (() => void) | undefined;
  let failure: { reason: unknown } | undefined;
  const notify = (): void => {
    wake?.();
    wake = undefined;
  };
  const fail = (reason: unknown): void => {
    failure ??= { reason };
    notify();
  };
  const feed = (worker: Worker): void => {
    if (waiting.length >= mostWaiting) {
      idle.push(worker);
      return;
    }
    const index = order.shift();
    const request = index === undefined ? undefined : requests[index];
    if (index !== undefined && request) worker.postMessage({ index, request } satisfies DocumentJob);
  };
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(workerFile());
    worker.on('message', (answer: DocumentAnswer) => {
      if ('failure' in answer) fail(new Error(`a demo document could not be made: ${answer.failure}`));
      else waiting.push(answer);
      feed(worker);
      notify();
    });
    worker.on('error', fail);
    feed(worker);
    return worker;
  });
  return {
    async next() {
      for (;;) {
        if (failure) throw failure.reason;
        const made = waiting.shift();
        if (made) {
          const rested = idle.shift();
          if (rested) feed(rested);
          return made;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    fail,
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Beside this file when run from source; beside the bundle when built. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./document.worker.ts', import.meta.url)
    : new URL('./document.worker.js', import.meta.url);
}
