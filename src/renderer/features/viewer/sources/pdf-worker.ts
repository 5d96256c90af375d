import type { PDFWorker } from 'pdfjs-dist';

type PdfJs = typeof import('pdfjs-dist');

let loading: Promise<PdfJs> | null = null;

/** pdf.js, loaded with the first PDF; its worker and data come from the application itself. */
export function loadPdfJs(): Promise<PdfJs> {
  loading ??= import('pdfjs-dist').then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs/pdf.worker.min.mjs', document.baseURI).href;
    return pdfjs;
  });
  return loading;
}

interface Shared {
  readonly worker: PDFWorker;
  holders: number;
  isRetired: boolean;
}

let current: Shared | null = null;

export interface HeldWorker {
  readonly worker: PDFWorker;
  /** It does not answer in time: documents opened from now on get another one. */
  readonly retire: () => void;
  readonly release: () => void;
}

/** One worker reads all open PDFs: starting one costs more than opening most files. */
export function holdWorker(pdfjs: PdfJs): HeldWorker {
  current ??= { worker: new pdfjs.PDFWorker(), holders: 0, isRetired: false };
  const held = current;
  held.holders += 1;
  let isHeld = true;
  return {
    worker: held.worker,
    retire: () => {
      held.isRetired = true;
      if (current === held) current = null;
    },
    release: () => {
      if (!isHeld) return;
      isHeld = false;
      held.holders -= 1;
      if (held.holders === 0 && held.isRetired) held.worker.destroy();
    },
  };
}
