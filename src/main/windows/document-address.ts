/** What a `dossier-doc:` address asks for; `args` fit the core's contract. */
export type DocumentAddress =
  | { readonly what: 'file'; readonly sha256: string }
  | { readonly what: 'page'; readonly args: PageArgs };

interface PageArgs {
  readonly sha256: string;
  readonly pageIndex: number;
  readonly widthPx: number;
  readonly rotation?: number;
  readonly region?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const defaultWidthPx = 1024;

function readRegion(text: string): PageArgs['region'] | null {
  const parts = text.split(',').map(Number);
  const [x, y, width, height] = parts;
  if (parts.length !== 4 || parts.some((part) => !Number.isFinite(part))) return null;
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return { x, y, width, height };
}

function readPage(sha256: string, pageIndex: number, query: URLSearchParams): DocumentAddress | null {
  const widthPx = Number(query.get('width') ?? defaultWidthPx);
  const rotation = query.get('rotation');
  const region = query.get('region');
  const readRegionPart = region === null ? undefined : readRegion(region);
  if (readRegionPart === null) return null;
  return {
    what: 'page',
    args: {
      sha256,
      pageIndex,
      widthPx,
      ...(rotation === null ? {} : { rotation: Number(rotation) }),
      ...(readRegionPart === undefined ? {} : { region: readRegionPart }),
    },
  };
}

/** Null where the address is none of ours. Numbers are bounded by the core's schema. */
export function readDocumentAddress(url: string): DocumentAddress | null {
  const { host, pathname, searchParams } = new URL(url);
  const match = /^\/([0-9a-f]{64})\/(?:file|page\/(\d{1,5})\.png)$/u.exec(pathname);
  const sha256 = match?.[1];
  if (host !== 'doc' || sha256 === undefined) return null;
  const pageIndex = match?.[2];
  return pageIndex === undefined ? { what: 'file', sha256 } : readPage(sha256, Number(pageIndex), searchParams);
}
