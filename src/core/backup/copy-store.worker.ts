import { parentPort, workerData } from 'node:worker_threads';
import { toPlain } from '#shared/errors/app-error.ts';
import { type CopyOrder, copyStore } from './copy-store.ts';

try {
  parentPort?.postMessage({ counts: copyStore(workerData as CopyOrder) });
} catch (thrown) {
  parentPort?.postMessage({ error: toPlain(thrown) });
}
