import { readFile } from 'node:fs/promises';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError } from '#shared/errors/app-error.ts';

/** Codes of `FPDF_GetLastError`. */
const wrongPassword = 4;

/** PDFium in WebAssembly: it cannot reach beyond its own memory, whatever a file makes it do. */
export class PdfLibrary {
  readonly pdfium: WrappedPdfiumModule;

  private constructor(pdfium: WrappedPdfiumModule) {
    this.pdfium = pdfium;
  }

  static async load(): Promise<PdfLibrary> {
    const wasm = await readFile(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
    const pdfium = await init({ wasmBinary: Uint8Array.from(wasm).buffer });
    pdfium.PDFiumExt_Init();
    return new PdfLibrary(pdfium);
  }

  /** Bytes in PDFium's own memory; `free` them. Error: `document-too-large`. */
  allocate(length: number): number {
    const at = this.pdfium.pdfium.wasmExports.malloc(length);
    if (at === 0) throw new AppError('document-too-large', { megabytes: Math.round(length / 1e6) });
    return at;
  }

  free(at: number): void {
    this.pdfium.pdfium.wasmExports.free(at);
  }

  /** PDFium's memory as it is now; it moves when it grows. */
  get memory(): Uint8Array {
    return (this.pdfium.pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8;
  }
}

/** A PDF that is open in PDFium. */
export class PdfDocument {
  readonly #library: PdfLibrary;
  readonly #bytesAt: number;
  readonly #document: number;

  /** Errors: `document-unreadable`, `document-encrypted`, `document-too-large`. */
  constructor(library: PdfLibrary, bytes: Uint8Array) {
    this.#library = library;
    this.#bytesAt = library.allocate(bytes.length);
    library.memory.set(bytes, this.#bytesAt);
    this.#document = library.pdfium.FPDF_LoadMemDocument(this.#bytesAt, bytes.length, '');
    if (this.#document !== 0) return;
    const code = library.pdfium.FPDF_GetLastError();
    library.free(this.#bytesAt);
    throw new AppError(code === wrongPassword ? 'document-encrypted' : 'document-unreadable', { pdf: code });
  }

  get pageCount(): number {
    return this.#library.pdfium.FPDF_GetPageCount(this.#document);
  }

  /** Does something with a page. Error: `document-unreadable` where there is no such page, or it cannot be read. */
  withPage<Value>(pageIndex: number, work: (page: number) => Value): Value {
    const { pdfium } = this.#library;
    const page = pageIndex < this.pageCount ? pdfium.FPDF_LoadPage(this.#document, pageIndex) : 0;
    if (page === 0) throw new AppError('document-unreadable', { why: 'no-page' });
    try {
      return work(page);
    } finally {
      pdfium.FPDF_ClosePage(page);
    }
  }

  close(): void {
    this.#library.pdfium.FPDF_CloseDocument(this.#document);
    this.#library.free(this.#bytesAt);
  }
}
