import { maxReadBytes } from '#shared/contract/frames.ts';
import { appOrigin } from '#shared/contract/shell-bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { readByteRange } from './byte-range.ts';
import { type DocumentAddress, readDocumentAddress } from './document-address.ts';

/** Asks the core; rejects with an AppError. */
export type AskCore = (method: string, args: unknown) => Promise<unknown>;

/** What every answer carries: readable by our page alone, never sniffed, never run. */
const commonHeaders = {
  'access-control-allow-origin': appOrigin,
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, x-dossier-error',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const;

const statusOf: Readonly<Partial<Record<ErrorCode, number>>> = {
  'bad-request': 400,
  'not-permitted': 403,
  'document-not-found': 404,
  'document-missing': 404,
  'document-unreadable': 422,
  'document-encrypted': 422,
  'document-damaged': 422,
  'document-too-large': 413,
  'unsupported-format': 415,
  'not-signed-in': 423,
  'store-locked': 423,
  'core-lost': 503,
  draining: 503,
  timeout: 504,
};

/** The page reads the code from the header (or the body) and shows its message. */
function failure(code: ErrorCode): Response {
  return Response.json(
    { code },
    {
      status: statusOf[code] ?? 500,
      headers: { ...commonHeaders, 'cache-control': 'no-store', 'x-dossier-error': code },
    },
  );
}

/** Reads piece by piece as the page takes them, so that a file is never whole in main's memory. */
function streamOf(ask: AskCore, sha256: string, start: number, endExclusive: number): ReadableStream<Uint8Array> {
  let at = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const until = Math.min(at + maxReadBytes, endExclusive);
        const bytes = await ask('document.read', { sha256, start: at, endExclusive: until });
        if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw new AppError('document-damaged');
        controller.enqueue(bytes);
        at += bytes.length;
        if (at >= endExclusive) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function answerFile(ask: AskCore, sha256: string, request: Request): Promise<Response> {
  const { sizeBytes, mime } = (await ask('document.head', { sha256 })) as { sizeBytes: number; mime: string };
  const range = readByteRange(request.headers.get('range'), sizeBytes);
  const headers = { ...commonHeaders, 'accept-ranges': 'bytes', 'cache-control': 'no-store', 'content-type': mime };
  if (range.want === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${sizeBytes}` } });
  }
  const { start, endExclusive } = range.want === 'part' ? range : { start: 0, endExclusive: sizeBytes };
  const isEmpty = request.method === 'HEAD' || endExclusive === start;
  return new Response(isEmpty ? null : streamOf(ask, sha256, start, endExclusive), {
    status: range.want === 'part' ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(endExclusive - start),
      ...(range.want === 'part' ? { 'content-range': `bytes ${start}-${endExclusive - 1}/${sizeBytes}` } : {}),
    },
  });
}

async function answerPage(ask: AskCore, address: Extract<DocumentAddress, { what: 'page' }>): Promise<Response> {
  const { mime, bytes } = (await ask('page.render', address.args)) as { mime: string; bytes: Uint8Array<ArrayBuffer> };
  // A picture of content-addressed bytes never changes; the session that keeps it is in memory only.
  const headers = { ...commonHeaders, 'cache-control': 'private, max-age=3600, immutable', 'content-type': mime };
  return new Response(bytes, { headers: { ...headers, 'content-length': String(bytes.length) } });
}

/** Answers `dossier-doc://doc/...`; every failure is a response with `x-dossier-error`. */
export function documentProtocol(ask: AskCore): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === 'OPTIONS') {
      const allow = { 'access-control-allow-headers': 'range', 'access-control-allow-methods': 'GET, HEAD' };
      return new Response(null, { status: 204, headers: { ...commonHeaders, ...allow } });
    }
    const address = readDocumentAddress(request.url);
    if (address === null || !['GET', 'HEAD'].includes(request.method)) return failure('bad-request');
    try {
      return address.what === 'file' ? await answerFile(ask, address.sha256, request) : await answerPage(ask, address);
    } catch (thrown) {
      return failure(thrown instanceof AppError ? thrown.code : 'internal');
    }
  };
}
