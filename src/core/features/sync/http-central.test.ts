import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Sha256 } from '#shared/model/ids.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { HttpCentral } from './http-central.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

async function centralThat(answer: Answer): Promise<HttpCentral> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens on a port');
  return new HttpCentral({ baseUrl: `http://127.0.0.1:${address.port}`, token: () => 'secret-token' });
}

function says(status: number, body: unknown): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

const { signal } = new AbortController();
const ask = { partition: 'CPCO', after: 0, limit: 5, waitMs: 0, logSize: null, digest: true };
const sha256 = 'ab'.repeat(32) as Sha256;
const failure = (code: string): unknown => ({ error: { code, details: {}, retryable: false } });

async function read(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

describe('central over HTTP', () => {
  it.each([
    [401, failure('token-expired'), 'token-expired'],
    [426, failure('protocol-mismatch'), 'protocol-mismatch'],
    [403, failure('client-revoked'), 'client-revoked'],
    [409, failure('gap'), 'gap'],
    [400, failure('a-code-of-the-future'), 'internal'],
    [502, '<html>a proxy speaks</html>', 'central-unreachable'],
    [429, 'slow down', 'rate-limited'],
    [404, 'nothing here', 'central-refused'],
    [200, '<html>a captive portal</html>', 'central-refused'],
    [200, { rows: 'nonsense' }, 'central-refused'],
  ])('turns %i with %j into %s', async (status, body, code) => {
    const central = await centralThat(says(status, body));
    await expect(central.feed(ask, signal)).rejects.toMatchObject({ code });
  });

  it('sends many acts packed, and few as they are', async () => {
    const seen: { encoding: string | undefined; body: Buffer }[] = [];
    const central = await centralThat(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      seen.push({ encoding: request.headers['content-encoding'], body: Buffer.concat(parts) });
      await says(409, failure('gap'))(request, response);
    });
    const batch = (count: number) =>
      ({ clientId: 'x', commands: Array.from({ length: count }, () => ({ type: 'note.add' })) }) as never;
    for (const count of [1, 500])
      await expect(central.push(batch(count), signal)).rejects.toMatchObject({ code: 'gap' });
    expect(seen.map(({ encoding }) => encoding)).toEqual([undefined, 'gzip']);
    expect(JSON.parse(gunzipSync(seen[1]?.body ?? '').toString())).toEqual(batch(500));
    expect(seen[1]?.body.length).toBeLessThan(1000);
  });

  it('takes a demo door that is not there for what it is', async () => {
    const central = await centralThat(says(404, 'no such path'));
    await expect(central.demoPeople()).rejects.toMatchObject({ code: 'demo-only' });
  });

  it('says its protocol and whose token it has, and follows no redirection with it', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const central = await centralThat((request, response) => {
      seen.push(request.headers);
      response.writeHead(302, { location: 'http://127.0.0.1:9/' });
      response.end();
    });
    await expect(central.feed(ask, signal)).rejects.toMatchObject({ code: 'central-unreachable' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      authorization: 'Bearer secret-token',
      'x-dossier-protocol': String(protocolVersion),
    });
  });

  it('is unreachable where nobody listens, and where the answer is cut', async () => {
    const nobody = new HttpCentral({ baseUrl: 'http://127.0.0.1:9', token: () => null });
    await expect(nobody.feed(ask, signal)).rejects.toMatchObject({ code: 'central-unreachable' });
    const cut = await centralThat((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"rows":');
      setImmediate(() => response.destroy());
    });
    await expect(cut.feed(ask, signal)).rejects.toMatchObject({ code: 'central-unreachable' });
    await expect(read(cut.document({ sha256, start: 0 }, signal))).rejects.toMatchObject({
      code: 'central-unreachable',
    });
  });

  it('gives up at once when it is told to', async () => {
    const silent = await centralThat(() => undefined);
    const abort = new AbortController();
    const waiting = silent.feed({ ...ask, waitMs: 20_000, logSize: null }, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'central-unreachable' });
  });

  it('asks for the rest of a document, and takes no whole one in its place', async () => {
    const ranges: (string | undefined)[] = [];
    const good = await centralThat((request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(206);
      response.end('the rest');
    });
    expect(await read(good.document({ sha256, start: 7 }, signal))).toBe('the rest');
    expect(ranges).toEqual(['bytes=7-']);
    const ignorant = await centralThat(says(200, 'the whole'));
    await expect(read(ignorant.document({ sha256, start: 7 }, signal))).rejects.toMatchObject({
      code: 'central-refused',
    });
  });
});
