import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { DocumentFacts } from '#shared/contract/case-file.ts';
import { documentFileUrl } from '#shared/contract/shell-bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PageSize, QuarterTurns } from '../pages/page-geometry.ts';
import { turnedSize } from '../pages/page-geometry.ts';
import { drawnByEither } from './either-engine.ts';
import type { DrawnPage, PageSource } from './page-source.ts';
import { boundedWidth, failureOf } from './page-source.ts';
import type { HeldWorker } from './pdf-worker.ts';
import { holdWorker, loadPdfJs } from './pdf-worker.ts';
import { fetchPagePicture } from './raster-source.ts';
import { isUniform } from './uniform-picture.ts';

/** CSS pixels to a PDF point. */
const pixelsPerPoint = 96 / 72;
/** What has not been read or drawn by then is given up. */
const openingLimitMs = 30_000;
const drawingLimitMs = 20_000;
const rangeBytes = 256 * 1024;

type PdfJs = typeof import('pdfjs-dist');

const own = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** Bytes by range from the vault: pdf.js gets what it asks for, never the whole file at once. */
function vaultTransport(pdfjs: PdfJs, facts: DocumentFacts, fail: (thrown: unknown) => void) {
  const stop = new AbortController();
  class VaultTransport extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      const headers = { Range: `bytes=${begin}-${end - 1}` };
      fetch(documentFileUrl(facts.sha256), { headers, signal: stop.signal })
        .then(async (response) => {
          if (!response.ok) throw failureOf(response);
          this.onDataRange(begin, new Uint8Array(await response.arrayBuffer()));
        })
        .catch((thrown: unknown) => {
          if (!stop.signal.aborted) fail(thrown);
        });
    }

    override abort(): void {
      stop.abort();
    }
  }
  return new VaultTransport(facts.sizeBytes, null, true);
}

function asDocumentError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  return new AppError(name === 'PasswordException' ? 'document-encrypted' : 'document-unreadable', {}, thrown);
}

async function openPdf(pdfjs: PdfJs, facts: DocumentFacts, held: HeldWorker): Promise<PDFDocumentProxy> {
  let fail: (thrown: unknown) => void = () => undefined;
  const cut = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const task = pdfjs.getDocument({
    worker: held.worker,
    range: vaultTransport(pdfjs, facts, (thrown) => fail(thrown)),
    rangeChunkSize: rangeBytes,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    // pdf.js 6 never closes the frames that the browser's own JPEG decoder gives it: a page's pixels stay for good.
    isImageDecoderSupported: false,
    useSystemFonts: false,
    cMapUrl: own('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: own('standard_fonts'),
    wasmUrl: own('wasm'),
    iccUrl: own('iccs'),
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const timer = setTimeout(() => {
    held.retire();
    fail(new AppError('document-unreadable', { why: 'too-slow' }));
  }, openingLimitMs);
  try {
    return await Promise.race([task.promise, cut]);
  } catch (thrown) {
    void task.destroy();
    throw asDocumentError(thrown);
  } finally {
    clearTimeout(timer);
  }
}

/** PDF by pdf.js. A page that it draws slowly, empty or not at all is asked of the core's own engine. */
class PdfSource implements PageSource {
  readonly sha256: string;
  readonly pageCount: number;
  readonly writeText: NonNullable<PageSource['writeText']>;
  readonly #pdfjs: PdfJs;
  readonly #pdf: PDFDocumentProxy;
  readonly #held: HeldWorker;
  readonly #pages = new Map<number, Promise<PDFPageProxy>>();
  readonly #sizes = new Map<number, PageSize>();

  constructor(pdfjs: PdfJs, pdf: PDFDocumentProxy, held: HeldWorker, sha256: string) {
    this.#pdfjs = pdfjs;
    this.#pdf = pdf;
    this.#held = held;
    this.sha256 = sha256;
    this.pageCount = pdf.numPages;
    this.writeText = (...args) => this.#writeText(...args);
  }

  sizeOf(index: number): PageSize {
    return this.#sizes.get(index) ?? this.#sizes.get(0) ?? { width: 816, height: 1056 };
  }

  async learn(index: number): Promise<boolean> {
    if (this.#sizes.has(index)) return false;
    const guess = this.sizeOf(index);
    const { width, height } = (await this.#page(index)).getViewport({ scale: pixelsPerPoint });
    this.#sizes.set(index, { width: Math.max(1, width), height: Math.max(1, height) });
    return Math.abs(guess.width - width) > 1 || Math.abs(guess.height - height) > 1;
  }

  async draw(index: number, widthPx: number, turns: QuarterTurns, signal: AbortSignal): Promise<DrawnPage> {
    // A page whose size cannot be read may still be drawn by the core.
    await this.learn(index).catch(() => false);
    const width = boundedWidth(widthPx, turnedSize(this.sizeOf(index), turns));
    return drawnByEither({
      signal,
      first: (stop) => this.#drawHere(index, width, turns, stop),
      second: (stop) => fetchPagePicture(this.sha256, index, width, turns, stop),
    });
  }

  close(): void {
    void this.#pdf.loadingTask.destroy().finally(this.#held.release);
  }

  async #drawHere(index: number, width: number, turns: QuarterTurns, signal: AbortSignal): Promise<DrawnPage> {
    const page = await this.#page(index);
    signal.throwIfAborted();
    const rotation = (page.rotate + turns * 90) % 360;
    const natural = page.getViewport({ scale: 1, rotation });
    const viewport = page.getViewport({ scale: width / natural.width, rotation });
    const canvas = new OffscreenCanvas(width, Math.max(1, Math.round(viewport.height)));
    // pdf.js asks of a canvas only what both kinds have; this one gives its picture away without a copy.
    const task = page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#ffffff' });
    const stop = (): void => task.cancel();
    const timer = setTimeout(() => {
      this.#held.retire();
      stop();
    }, drawingLimitMs);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await task.promise;
      const picture = canvas.transferToImageBitmap();
      return { picture, isBlank: isUniform(picture) };
    } catch (thrown) {
      throw asDocumentError(thrown);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      page.cleanup();
    }
  }

  async #writeText(
    index: number,
    container: HTMLElement,
    scale: number,
    turns: QuarterTurns,
    signal: AbortSignal,
  ): Promise<void> {
    const page = await this.#page(index);
    if (signal.aborted) return;
    const viewport = page.getViewport({ scale: scale * pixelsPerPoint, rotation: (page.rotate + turns * 90) % 360 });
    const layer = new this.#pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
    const stop = (): void => layer.cancel();
    signal.addEventListener('abort', stop, { once: true });
    container.style.setProperty('--total-scale-factor', String(scale * pixelsPerPoint));
    await layer.render();
  }

  #page(index: number): Promise<PDFPageProxy> {
    const known = this.#pages.get(index);
    if (known !== undefined) return known;
    const page = this.#pdf.getPage(index + 1);
    this.#pages.set(index, page);
    page.catch(() => this.#pages.delete(index));
    return page;
  }
}

/** Errors: `document-encrypted`, `document-unreadable`, and those of the document protocol. */
export async function pdfSource(facts: DocumentFacts): Promise<PageSource> {
  const pdfjs = await loadPdfJs();
  const held = holdWorker(pdfjs);
  let pdf: PDFDocumentProxy;
  try {
    pdf = await openPdf(pdfjs, facts, held);
  } catch (thrown) {
    held.release();
    throw thrown;
  }
  const source = new PdfSource(pdfjs, pdf, held, facts.sha256);
  try {
    await source.learn(0);
  } catch {
    // A first page that cannot be read leaves the others usable; drawing it says what is wrong.
  }
  return source;
}
