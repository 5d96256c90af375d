/**
 * Draws pages, in a process (or thread) of its own: files here come from strangers, and whatever one does to a decoder
 * must end with this process. It knows no key, no store and no network; documents come and pictures go by message.
 */
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { toPlain } from '#shared/errors/app-error.ts';
import { drawPdf } from './draw-pdf.ts';
import { drawRaster } from './draw-raster.ts';
import type { DrawnPage, DrawRequest, EngineAnswer, EngineCommand } from './draw-request.ts';
import { PdfDocument, PdfLibrary } from './pdf-library.ts';

// One picture after another: nothing is drawn twice, and memory is better spent elsewhere.
sharp.cache(false);

const send = (answer: EngineAnswer): void => {
  if (parentPort !== null) parentPort.postMessage(answer);
  else process.send?.(answer);
};

const documents = new Map<string, { readonly bytes: Uint8Array; pdf: PdfDocument | null }>();
let library: Promise<PdfLibrary> | null = null;

async function draw(name: string, request: DrawRequest): Promise<DrawnPage> {
  const document = documents.get(name);
  if (document === undefined) throw new Error('the document was loaded before');
  if (request.kind !== 'pdf') return drawRaster(document.bytes, request);
  library ??= PdfLibrary.load();
  const pdfium = await library;
  document.pdf ??= new PdfDocument(pdfium, document.bytes);
  return drawPdf(pdfium, document.pdf, request);
}

/** What a decoder says of a bad file is its own; all of it means that the page cannot be read. */
function failureOf(id: number, thrown: unknown): EngineAnswer {
  const { code } = toPlain(thrown);
  return { t: 'failed', id, code: code === 'internal' ? 'document-unreadable' : code, why: 'decoder' };
}

async function take(command: EngineCommand): Promise<void> {
  switch (command.t) {
    case 'load':
      documents.set(command.document, { bytes: command.bytes, pdf: null });
      return;
    case 'forget':
      documents.get(command.document)?.pdf?.close();
      documents.delete(command.document);
      return;
    case 'draw':
      try {
        send({ t: 'drawn', id: command.id, page: await draw(command.document, command.request) });
      } catch (thrown) {
        send(failureOf(command.id, thrown));
      }
  }
}

if (parentPort !== null) {
  parentPort.on('message', (command: EngineCommand) => void take(command));
} else {
  process.on('message', (command) => void take(command as EngineCommand));
  // Nobody is left to draw for.
  process.once('disconnect', () => process.exit(0));
}
