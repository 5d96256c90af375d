import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { EnvHttpProxyAgent, fetch, Response, request } from 'undici';
import type { Parser } from '#shared/contract/frames.ts';
import { AppError, fromPlain } from '#shared/errors/app-error.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import {
  tusContentType,
  tusVersion,
  uploadsPath,
  type WantedDocuments,
  wantedDocuments,
} from '#shared/protocol/documents.ts';
import { failureBody } from '#shared/protocol/failure.ts';
import { type HelloRequest, type HelloResponse, helloResponse } from '#shared/protocol/hello.ts';
import { demoPeople, type SignInResponse, signInResponse } from '#shared/protocol/identity.ts';
import { newsEvent } from '#shared/protocol/news.ts';
import { type FeedResponse, feedResponse } from '#shared/protocol/pull-feed.ts';
import { type PushRequest, type PushResponse, pushResponse } from '#shared/protocol/push-commands.ts';
import { protocolHeader, protocolVersion } from '#shared/protocol/version.ts';
import { type WholeCaseResponse, wholeCase } from '#shared/protocol/whole-case.ts';
import type { LoadedLine, NewsMessage, SyncNetwork, UploadNetwork } from '../../sync/ports.ts';
import { eachLines } from './each-line.ts';
import { LineReader } from './line-reader.ts';
import { eachServerSentEvent } from './server-sent-events.ts';

const pack = promisify(gzip);

export interface HttpCentralParts {
  /** Null while nobody is signed in. */
  readonly token: () => string | null;
  readonly baseUrl: string;
}

/** How long central may think before its first byte, beyond what it was asked to wait. */
const answerTimeoutMs = 20_000;

/** How long a stream may be silent. */
const silenceLimitMs = 20_000;

/** How long one piece of an upload may take: the sender aims at a twelfth of it. */
const uploadTimeoutMs = 60_000;

/**
 * Central over HTTP. Whatever the transport says is turned into the codes of the error union. Goes through the proxy that
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY name (HTTPS by a tunnel, so that it sees neither paths nor bodies), never to this
 * machine itself.
 */
export class HttpCentral implements SyncNetwork, UploadNetwork {
  readonly #parts: HttpCentralParts;
  readonly #route = new EnvHttpProxyAgent({ noProxy: noProxyFor() });

  constructor(parts: HttpCentralParts) {
    this.#parts = parts;
  }

  demoPeople(): Promise<ReturnType<typeof demoPeople.parse>> {
    return this.#json(demoPeople, '/demo/people', { demo: true });
  }

  demoSignIn(officerId: string): Promise<SignInResponse> {
    return this.#json(signInResponse, '/demo/sign-in', { body: { officerId }, demo: true });
  }

  hello(request: HelloRequest, signal: AbortSignal): Promise<HelloResponse> {
    return this.#json(helloResponse, '/sync/hello', { body: request, signal });
  }

  push(request: PushRequest, signal: AbortSignal): Promise<PushResponse> {
    return this.#json(pushResponse, '/sync/commands', { body: request, isPacked: true, signal });
  }

  feed(ask: Parameters<SyncNetwork['feed']>[0], signal: AbortSignal): Promise<FeedResponse> {
    const { partition, after, limit, waitMs, logSize, digest } = ask;
    const query = new URLSearchParams({ partition, after: `${after}`, limit: `${limit}`, waitMs: `${waitMs}` });
    if (logSize !== null) query.set('logSize', `${logSize}`);
    if (!digest) query.set('digest', 'no');
    return this.#json(feedResponse, `/sync/feed?${query.toString()}`, { signal, waitMs });
  }

  wholeCase(caseId: CaseId, signal: AbortSignal): Promise<WholeCaseResponse> {
    return this.#json(wholeCase, `/sync/cases/${caseId}`, { signal });
  }

  async *news(
    { clientId }: Parameters<SyncNetwork['news']>[0],
    signal: AbortSignal,
  ): AsyncGenerator<NewsMessage, void, undefined> {
    const headers = { accept: 'text/event-stream' };
    const query = new URLSearchParams({ client: clientId });
    // How long the line may be silent is the engine's to judge: it knows how often central gives a sign of life.
    const bytes = this.#stream(`/sync/events?${query.toString()}`, headers, signal, { silenceMs: null });
    for await (const data of eachServerSentEvent(bytes)) {
      yield data === null ? { kind: 'beat' } : parseAs(newsEvent, parseJson(data));
    }
  }

  async *bootstrap(
    ask: Parameters<SyncNetwork['bootstrap']>[0],
    signal: AbortSignal,
  ): AsyncGenerator<LoadedLine[], void, undefined> {
    const query = new URLSearchParams({ partition: ask.partition, cursor: ask.cursor ?? '' });
    if (ask.at !== null) query.set('at', `${ask.at}`);
    const reader = new LineReader(ask.cursor);
    for await (const lines of eachLines(
      this.#stream(`/sync/bootstrap?${query.toString()}`, {}, signal, { isPacked: true }),
    )) {
      yield* reader.read(lines);
    }
  }

  async *document(
    { sha256, start }: { readonly sha256: Sha256; readonly start: number },
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const range: Record<string, string> = start > 0 ? { range: `bytes=${start}-`, 'if-range': `"${sha256}"` } : {};
    yield* this.#stream(`/documents/${sha256}`, range, signal, { status: start > 0 ? 206 : 200 });
  }

  async beginUpload(
    { sha256, sizeBytes }: { readonly sha256: Sha256; readonly sizeBytes: number },
    signal: AbortSignal,
  ): Promise<{ readonly address: string | null; readonly bytesThere: number }> {
    const headers = {
      'upload-length': `${sizeBytes}`,
      'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
    };
    const response = await this.#tus('POST', uploadsPath, headers, null, signal);
    const address = response.headers.get('location');
    // An address elsewhere would get our token.
    if (address !== null && !address.startsWith(`${uploadsPath}/`)) throw new AppError('central-refused');
    return { address, bytesThere: offsetIn(response) };
  }

  async appendUpload(
    { address, offset, bytes }: { readonly address: string; readonly offset: number; readonly bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<number> {
    const headers = {
      'content-type': tusContentType,
      'upload-offset': `${offset}`,
      'upload-checksum': `sha256 ${createHash('sha256').update(bytes).digest('base64')}`,
    };
    return offsetIn(await this.#tus('PATCH', address, headers, bytes, signal));
  }

  wantedDocuments(signal: AbortSignal): Promise<WantedDocuments> {
    return this.#json(wantedDocuments, '/documents/wanted', { signal });
  }

  async #tus(
    method: 'POST' | 'PATCH',
    path: string,
    more: Readonly<Record<string, string>>,
    bytes: Uint8Array | null,
    given: AbortSignal,
  ): Promise<Response> {
    const signal = AbortSignal.any([given, AbortSignal.timeout(uploadTimeoutMs)]);
    return reaching(async () => {
      const response = await fetch(new URL(path, this.#parts.baseUrl), {
        method,
        headers: { ...this.#headers(), 'tus-resumable': tusVersion, ...more },
        signal,
        redirect: 'error',
        dispatcher: this.#route,
        ...(bytes === null ? {} : { body: new Uint8Array(bytes) }),
      });
      if (!response.ok) throw await failureOf(response);
      await response.body?.cancel();
      return response;
    });
  }

  #headers(): Record<string, string> {
    const token = this.#parts.token();
    const headers: Record<string, string> = { [protocolHeader]: `${protocolVersion}` };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    return headers;
  }

  async #json<Value>(
    schema: Parser<Value>,
    path: string,
    ask: { body?: unknown; isPacked?: boolean; signal?: AbortSignal; waitMs?: number; demo?: boolean },
  ): Promise<Value> {
    const timeout = AbortSignal.timeout(answerTimeoutMs + (ask.waitMs ?? 0));
    const signal = ask.signal === undefined ? timeout : AbortSignal.any([timeout, ask.signal]);
    const text = await reaching(async () => {
      const body = ask.body === undefined ? undefined : await bodyOf(ask.body, ask.isPacked === true);
      const response = await this.#request(path, signal, body);
      if (response.status === 404 && ask.demo === true) throw new AppError('demo-only');
      if (!response.ok) throw await failureOf(response);
      return textOf(response);
    });
    return parseAs(schema, parseJson(text));
  }

  async *#stream(
    path: string,
    headers: Readonly<Record<string, string>>,
    given: AbortSignal,
    { status: wantedStatus = 200, silenceMs = silenceLimitMs, isPacked = false }: StreamWish = {},
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const silence = new AbortController();
    const signal = AbortSignal.any([given, silence.signal]);
    const timer = silenceMs === null ? null : setTimeout(() => silence.abort(), silenceMs);
    try {
      const response = await reaching(() =>
        isPacked ? this.#unpacking(path, signal) : this.#request(path, signal, undefined, headers),
      );
      if (!response.ok) throw await failureOf(response);
      // A server that ignores the range would put the wrong bytes in this place.
      if (response.status !== wantedStatus || response.body === null)
        throw new AppError('central-refused', { status: response.status });
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reaching(() => reader.read());
        if (done) return;
        timer?.refresh();
        yield value;
      }
    } finally {
      if (timer !== null) clearTimeout(timer);
      // Ends the connection where the reader stopped early.
      silence.abort();
    }
  }

  /** As `#request`, for much that comes packed: unpacked in large pieces, where fetch's of 16 KiB cost more than the unpacking. */
  async #unpacking(path: string, signal: AbortSignal): Promise<Response> {
    const {
      statusCode: status,
      headers,
      body,
    } = await request(new URL(path, this.#parts.baseUrl), {
      headers: { ...this.#headers(), 'accept-encoding': 'gzip' },
      signal,
      dispatcher: this.#route,
    });
    const { 'content-encoding': encoding = 'identity', 'retry-after': wait } = headers;
    const told = { status, headers: typeof wait === 'string' ? { 'retry-after': wait } : {} };
    if (encoding === 'identity') return new Response(Readable.toWeb(body), told);
    if (encoding !== 'gzip') throw new AppError('central-refused', { encoding: true });
    const unpacked = createGunzip({ chunkSize: unpackedPieceBytes });
    // Its errors come out of what is read.
    pipeline(body, unpacked, () => undefined);
    return new Response(Readable.toWeb(unpacked), told);
  }

  #request(
    path: string,
    signal: AbortSignal,
    body?: RequestBody,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const headers: Record<string, string> = { ...this.#headers(), ...more };
    Object.assign(headers, body?.headers);
    return fetch(new URL(path, this.#parts.baseUrl), {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      signal,
      redirect: 'error',
      dispatcher: this.#route,
      ...(body === undefined ? {} : { body: body.bytes }),
    });
  }
}

interface StreamWish {
  readonly status?: number;
  readonly silenceMs?: number | null;
  readonly isPacked?: boolean;
}

const unpackedPieceBytes = 256 * 1024;

interface RequestBody {
  readonly bytes: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Below this a packet holds it anyway. */
const worthPackingBytes = 1400;

/** JSON, packed where it may be and is worth it: acts by the hundred shrink to a third. */
async function bodyOf(value: unknown, isPacked: boolean): Promise<RequestBody> {
  const text = JSON.stringify(value);
  const headers = { 'content-type': 'application/json' };
  if (!isPacked || text.length < worthPackingBytes) return { bytes: text, headers };
  return { bytes: new Uint8Array(await pack(text)), headers: { ...headers, 'content-encoding': 'gzip' } };
}

/** Largest answer that is not streamed: a page of the feed with room for one very large case, several times over. */
const longestAnswer = 64 * 1024 * 1024;

/** The body, as long as it is one that central would send; what is larger is not read to its end. */
async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.length;
    if (bytes > longestAnswer) throw new AppError('central-refused', { answerTooLong: true });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function noProxyFor(): string {
  const given = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
  return given === '*' ? given : ['localhost', '127.0.0.1', '::1', ...given.split(',').filter(Boolean)].join(',');
}

/** Anything that the transport throws (no route, reset, cut, too slow) is one thing to the person: central is not reached. */
async function reaching<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('central-unreachable', {}, thrown);
  }
}

/** Central's own words for a refusal; anything else (a proxy's page) is only a status. */
async function failureOf(response: Response): Promise<AppError> {
  const text = await textOf(response).catch(() => '');
  const parsed = failureBody.safeParse(jsonOrNull(text));
  const asked = Number(response.headers.get('retry-after') ?? Number.NaN);
  const wait = asked > 0 ? { seconds: asked } : {};
  if (parsed.success) return fromPlain({ ...parsed.data.error, details: { ...wait, ...parsed.data.error.details } });
  if (response.status === 429) return new AppError('rate-limited', wait);
  return new AppError(response.status >= 500 ? 'central-unreachable' : 'central-refused', { status: response.status });
}

function offsetIn(response: Response): number {
  const offset = Number(response.headers.get('upload-offset') ?? 'none');
  if (!Number.isSafeInteger(offset) || offset < 0) throw new AppError('central-refused', { malformed: true });
  return offset;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  const value = jsonOrNull(text);
  if (value === null) throw new AppError('central-refused', { notJson: true });
  return value;
}

/** What does not fit its schema is not from a central we can talk to. The content is not quoted. */
function parseAs<Value>(schema: Parser<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('central-refused', { malformed: true });
  return parsed.data;
}
