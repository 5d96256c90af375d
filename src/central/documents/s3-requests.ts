import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { AppError } from '#shared/errors/app-error.ts';
import type { DocumentPlace } from './document-place.ts';

type S3Place = Extract<DocumentPlace, { kind: 's3' }>;

export interface S3Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Within the prefix; null for the bucket itself. */
  readonly key: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** How long the store may think before its answer begins. */
const answerTimeoutMs = 30_000;
const tries = 3;
const retriedStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/**
 * Signed requests (AWS signature version 4) to a bucket. What can be repeated is: each request here writes the same under the
 * same key, or only reads. Every failure but "not there" is `document-store-unreachable` with the status.
 */
export class S3Requests {
  readonly #place: S3Place;

  constructor(place: S3Place) {
    this.#place = place;
  }

  /** The answer, its body unread; null for 404. Error: `document-store-unreachable`. */
  async ask(ask: S3Ask): Promise<Response | null> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#once(ask);
      if (answer instanceof Response) {
        if (answer.ok) return answer;
        await answer.body?.cancel();
        if (answer.status === 404) return null;
        if (!retriedStatuses.has(answer.status) || attempt === tries) throw unreachable({ status: answer.status });
      } else if (attempt === tries) throw unreachable({}, answer.failure);
      await sleep(100 * attempt * attempt);
    }
  }

  /** As `ask`, where something must be there. */
  async demand(ask: S3Ask): Promise<Response> {
    const answer = await this.ask(ask);
    if (answer === null) throw unreachable({ status: 404 });
    return answer;
  }

  /** The key as the store lists it. */
  fullKey(key: string): string {
    return `${this.#place.prefix}${key}`;
  }

  async #once({ method, key, query = {}, headers = {}, body }: S3Ask): Promise<Response | { failure: unknown }> {
    const { endpoint, bucket, region, accessKeyId, secretAccessKey, sessionToken } = this.#place;
    const url = new URL(`${endpoint}/${bucket}${key === null ? '' : `/${this.fullKey(key)}`}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const hash = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      // The store checks the body against this hash: what it confirms is what was sent.
      headers: { ...headers, 'x-amz-content-sha256': hash },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === null ? {} : { sessionToken }),
    });
    const signed = await signer.sign();
    const gaveUp = new AbortController();
    const timer = setTimeout(() => gaveUp.abort(), answerTimeoutMs);
    try {
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        redirect: 'error',
        signal: gaveUp.signal,
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
      });
    } catch (failure) {
      return { failure };
    } finally {
      clearTimeout(timer);
    }
  }
}

function unreachable(details: Record<string, number>, cause?: unknown): AppError {
  return new AppError('document-store-unreachable', details, cause);
}
