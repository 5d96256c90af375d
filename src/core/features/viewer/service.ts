import type { DocumentFacts } from '#shared/contract/case-file.ts';
import type { ArgsOf } from '#shared/contract/define.ts';
import type { documentsContract } from '#shared/contract/host-contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DocumentId, OfficerId, Sha256 } from '#shared/model/ids.ts';
import type { OpenStore } from '../../boot/open-store.ts';
import { type DrawnPage, type DrawRequest, wholePage } from '../../page-engine/draw-request.ts';
import type { PageEngine } from '../../page-engine/page-engine.ts';
import { type DocumentKind, kindOf, mimeOfKind, rasterPages } from '../../raster/document-kind.ts';
import { type RasterPage, uprightSize } from '../../raster/raster-page.ts';
import type { Vault } from '../../vault/vault.ts';
import { BytesCache } from './bytes-cache.ts';
import { readRotations, writeRotation } from './store.ts';
import { vaultSource } from './vault-source.ts';

/** What the viewer asks of the other features. */
export interface ViewerDocuments {
  fetchFirst(sha256: Sha256): DocumentFacts['presence'];
  noteState(sha256: Sha256): void;
  mayRead(sha256: Sha256): boolean;
}

export interface ViewerParts {
  /** Error: `store-locked`. */
  readonly openStore: () => OpenStore;
  readonly documents: ViewerDocuments;
  readonly reader: () => OfficerId;
  readonly engine: PageEngine;
}

interface KnownDocument {
  readonly kind: DocumentKind;
  readonly sizeBytes: number;
  /** Empty for PDF. */
  readonly pages: readonly RasterPage[];
}

export type RenderArgs = ArgsOf<typeof documentsContract, 'page.render'>;

/** Pictures of pages kept in memory, and headers. */
const pictureCacheBytes = 24 * 1024 * 1024;
const headerCacheBytes = 2 * 1024 * 1024;
const bytesPerHeader = 120;

/** Reads documents for the viewer. Nothing of them is written anywhere; what is kept in memory goes when the store closes. */
export class Viewer {
  readonly #parts: ViewerParts;
  readonly #known = new BytesCache<KnownDocument>(headerCacheBytes, ({ pages }) => bytesPerHeader * (1 + pages.length));
  readonly #pictures = new BytesCache<DrawnPage>(pictureCacheBytes, ({ bytes }) => bytes.length);

  constructor(parts: ViewerParts) {
    this.#parts = parts;
  }

  /** Errors: as in the contract of `viewer.facts`. */
  facts(sha256: Sha256): DocumentFacts {
    const { kind, sizeBytes, pages } = this.#read(sha256, (vault) => this.#look(vault, sha256));
    return {
      sha256,
      mime: mimeOfKind[kind],
      sizeBytes,
      presence: 'present',
      engine: kind === 'pdf' ? 'pdf' : 'raster',
      pages: pages.map((page) => ({ ...uprightSize(page), dpi: page.dpi })),
    };
  }

  fetch(sha256: Sha256): DocumentFacts['presence'] {
    if (!this.#parts.documents.mayRead(sha256)) throw new AppError('document-not-found');
    return this.#parts.documents.fetchFirst(sha256);
  }

  head(sha256: Sha256): { sizeBytes: number; mime: string } {
    return this.#read(sha256, (vault) => {
      const { kind, sizeBytes } = this.#look(vault, sha256);
      return { sizeBytes, mime: mimeOfKind[kind] };
    });
  }

  bytes(sha256: Sha256, start: number, endExclusive: number): Uint8Array {
    return this.#read(sha256, (vault) => vault.read(sha256, start, endExclusive));
  }

  /** Errors: those of `facts`, `cancelled`. */
  async render(args: RenderArgs, isCancelled: () => boolean): Promise<{ mime: string; bytes: Uint8Array }> {
    const sha256 = args.sha256 as Sha256;
    const key = JSON.stringify([sha256, args.pageIndex, args.widthPx, args.rotation ?? 0, args.region ?? null]);
    const document = this.#read(sha256, (vault) => this.#look(vault, sha256));
    const cached = this.#pictures.get(key);
    if (cached !== undefined) return { mime: cached.mime, bytes: cached.bytes };
    const page = document.pages[args.pageIndex] ?? null;
    if (document.kind !== 'pdf' && page === null) throw new AppError('document-unreadable', { why: 'no-page' });
    const { region = wholePage, rotation = 0, pageIndex, widthPx } = args;
    const request: DrawRequest = { kind: document.kind, pageIndex, page, region, rotation, widthPx };
    const { sizeBytes } = document;
    const read = (): Uint8Array => this.#read(sha256, (vault) => vault.read(sha256, 0, sizeBytes));
    const drawn = await this.#parts.engine.draw({ sha256, sizeBytes, read }, request, isCancelled);
    this.#pictures.set(key, drawn);
    return { mime: drawn.mime, bytes: drawn.bytes };
  }

  rotations(documentId: DocumentId): Record<string, number> {
    return readRotations(this.#parts.openStore().db, this.#parts.reader(), documentId);
  }

  rotate(documentId: DocumentId, pageIndex: number, quarterTurns: number): void {
    writeRotation(this.#parts.openStore().db, this.#parts.reader(), documentId, pageIndex, quarterTurns);
  }

  /** When the store closes. */
  forget(): void {
    this.#known.clear();
    this.#pictures.clear();
  }

  #look(vault: Vault, sha256: Sha256): KnownDocument {
    const known = this.#known.get(sha256);
    if (known !== undefined) return known;
    const source = vaultSource(vault, sha256);
    const kind = kindOf(source);
    if (kind === null) throw new AppError('unsupported-format');
    if (kind !== 'pdf') this.#parts.engine.warm();
    const pages = kind === 'pdf' ? [] : rasterPages(kind, source);
    const found = { kind, sizeBytes: source.sizeBytes, pages };
    this.#known.set(sha256, found);
    return found;
  }

  /** Every reading of a document goes through here: whose it is, whether it is here, and what happens when it is damaged. */
  #read<Value>(sha256: Sha256, work: (vault: Vault) => Value): Value {
    const { vault } = this.#parts.openStore();
    if (!this.#parts.documents.mayRead(sha256)) throw new AppError('document-not-found');
    try {
      return work(vault);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'document-damaged') {
        this.#known.clear();
        this.#parts.documents.noteState(sha256);
        this.#parts.documents.fetchFirst(sha256);
      }
      throw thrown;
    }
  }
}
