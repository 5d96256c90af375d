import { parentPort } from 'node:worker_threads';
import type { DocumentRequest, MadeDocument } from './document-request.ts';
import { makeDocument } from './make-document.ts';

/** One job of the pool and its answer; see make-documents.ts. */
export interface DocumentJob {
  index: number;
  request: DocumentRequest;
}

export type DocumentAnswer = { index: number; document: MadeDocument } | { index: number; failure: string };

const port = parentPort;
if (!port) throw new Error('document.worker.ts runs as a worker thread only');

port.on('message', (job: DocumentJob) => {
  void reply(job);
});

async function reply(job: DocumentJob): Promise<void> {
  const made = await answer(job);
  const bytes = 'document' in made ? made.document.bytes : undefined;
  // Handing the memory over saves a copy of every file; a slice of a larger pool cannot be handed over.
  const isWhole = bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  port?.postMessage(made, bytes && isWhole ? [bytes.buffer] : []);
}

async function answer({ index, request }: DocumentJob): Promise<DocumentAnswer> {
  try {
    return { index, document: await makeDocument(request) };
  } catch (error) {
    // The request's kind and look, not its person: failures are logged.
    const { kind, look } = request;
    return {
      index,
      failure: `${kind} (${look.mode}, ${look.container}): ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
