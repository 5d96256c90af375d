import { AppError } from '#shared/errors/app-error.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import { wholePage } from '../../page-engine/draw-request.ts';
import type { PageEngine } from '../../page-engine/page-engine.ts';
import { kindOf, rasterPages } from '../../raster/document-kind.ts';
import type { Vault } from '../../vault/vault.ts';
import { vaultSource } from '../viewer/vault-source.ts';

/** As wide as a thumbnail: enough to know that the page can be drawn. */
const drawnWidthPx = 160;

export type DocumentFinding = 'whole' | 'missing' | 'damaged' | 'pages-differ' | 'page-undrawn';

export interface DocumentReading {
  readonly vault: Vault;
  readonly engine: Pick<PageEngine, 'draw'>;
}

/**
 * Reads a document as an officer without a connection will: every byte of it from the vault against its SHA-256, its
 * pages counted, the first one drawn.
 */
export async function readWhole(
  { vault, engine }: DocumentReading,
  document: Pick<DocumentRecord, 'sha256' | 'sizeBytes' | 'pages'>,
): Promise<DocumentFinding> {
  const { sha256, sizeBytes } = document;
  const { presence } = vault.state(sha256);
  if (presence !== 'present') return presence === 'damaged' ? 'damaged' : 'missing';
  if (!(await vault.verify(sha256))) return 'damaged';
  try {
    const source = vaultSource(vault, sha256);
    const kind = kindOf(source);
    if (kind === null) return 'page-undrawn';
    const raster = kind === 'pdf' ? [] : rasterPages(kind, source);
    const page = raster[0] ?? null;
    const read = (): Uint8Array => vault.read(sha256, 0, sizeBytes);
    const request = { kind, pageIndex: 0, page, region: wholePage, rotation: 0, widthPx: drawnWidthPx } as const;
    const drawn = await engine.draw({ sha256, sizeBytes, read }, request);
    const pages = kind === 'pdf' ? drawn.documentPages : raster.length;
    return document.pages === null || pages === document.pages ? 'whole' : 'pages-differ';
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !thrown.code.startsWith('document-')) throw thrown;
    return thrown.code === 'document-damaged' ? 'damaged' : 'page-undrawn';
  }
}
