import { describe, expect, it } from 'vitest';
import { maxReadBytes } from '#shared/contract/frames.ts';
import { documentsContract } from '#shared/contract/host-contract.ts';
import { documentFileUrl, pageImageUrl } from '#shared/contract/shell-bridge.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { standInDocument } from '#support/stand-in-core.ts';
import { readDocumentAddress } from './document-address.ts';
import { documentProtocol } from './document-protocol.ts';

const { sha256, sizeBytes } = standInDocument;

/** Answers as the core does, and checks each question by the schema that the core parses it with. */
function askingCore() {
  const reads: { start: number; endExclusive: number }[] = [];
  const answer = documentProtocol(async (method, args) => {
    documentsContract[method as keyof typeof documentsContract].args.parse(args);
    const { start, endExclusive, ...rest } = args as { sha256: string; start: number; endExclusive: number };
    if (rest.sha256 !== sha256) throw new AppError('document-not-found');
    if (method === 'document.head') return { sizeBytes, mime: 'application/pdf' };
    if (method === 'page.render') return { mime: 'image/png', bytes: Uint8Array.of(1, 2, 3) };
    reads.push({ start, endExclusive });
    return standInDocument.bytes(start, endExclusive);
  });
  return { answer, reads };
}

const get = (url: string, headers: Record<string, string> = {}): Request => new Request(url, { headers });

describe('the document protocol', () => {
  it('streams a whole file in reads of bounded size', async () => {
    const { answer, reads } = askingCore();
    const response = await answer(get(documentFileUrl(sha256)));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(sizeBytes));
    const body = new Uint8Array(await response.arrayBuffer());
    expect(body).toEqual(standInDocument.bytes(0, sizeBytes));
    expect(reads.length).toBe(Math.ceil(sizeBytes / maxReadBytes));
    expect(reads.every(({ start, endExclusive }) => endExclusive - start <= maxReadBytes)).toBe(true);
  });

  it('reads only what a range asks for', async () => {
    const { answer, reads } = askingCore();
    const response = await answer(get(documentFileUrl(sha256), { range: 'bytes=1000-1999' }));
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 1000-1999/${sizeBytes}`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(standInDocument.bytes(1000, 2000));
    expect(reads).toEqual([{ start: 1000, endExclusive: 2000 }]);
  });

  it('stops reading when the page stops taking', async () => {
    const { answer, reads } = askingCore();
    const response = await answer(get(documentFileUrl(sha256)));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(reads.length).toBeLessThan(Math.ceil(sizeBytes / maxReadBytes));
  });

  it('says how large the file is where a range lies behind its end', async () => {
    const { answer } = askingCore();
    const response = await answer(get(documentFileUrl(sha256), { range: `bytes=${sizeBytes}-` }));
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${sizeBytes}`]);
  });

  it('answers a page with a picture that only our page may read', async () => {
    const { answer } = askingCore();
    const response = await answer(get(pageImageUrl(sha256, 0, { widthPx: 200, rotation: 90 })));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(response.headers.get('access-control-allow-origin')).toBe('dossier://app');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives the code of a failure in a header, and no text', async () => {
    const { answer } = askingCore();
    const response = await answer(get(documentFileUrl('0'.repeat(64))));
    expect([response.status, response.headers.get('x-dossier-error')]).toEqual([404, 'document-not-found']);
    expect(await response.json()).toEqual({ code: 'document-not-found' });
  });

  it('refuses other ways of asking', async () => {
    const { answer } = askingCore();
    const post = await answer(new Request(documentFileUrl(sha256), { method: 'POST', body: 'x' }));
    expect(post.status).toBe(400);
  });
});

describe('a document address', () => {
  it('carries width, rotation and region to the core', () => {
    const region = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    expect(readDocumentAddress(pageImageUrl(sha256, 41, { widthPx: 640.4, rotation: 270, region }))).toEqual({
      what: 'page',
      args: { sha256, pageIndex: 41, widthPx: 640, rotation: 270, region },
    });
  });

  it.each([
    'dossier-doc://other/' + sha256 + '/file',
    'dossier-doc://doc/' + sha256.toUpperCase() + '/file',
    'dossier-doc://doc/' + sha256 + '/file/../../x',
    'dossier-doc://doc/../etc/passwd',
    'dossier-doc://doc/' + sha256 + '/page/1.jpg',
    'dossier-doc://doc/' + sha256 + '/page/-1.png',
    'dossier-doc://doc/' + sha256 + '/page/1.png?region=1,2,3',
    'dossier-doc://doc/' + sha256 + '/page/1.png?region=a,b,c,d',
  ])('is refused where it is none of ours: %s', (url) => {
    expect(readDocumentAddress(url)).toBeNull();
  });
});
