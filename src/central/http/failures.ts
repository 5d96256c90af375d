import type { FastifyError, FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { AppError, toPlain } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { FailureBody } from '#shared/protocol/failure.ts';

/** HTTP status of a failure; what is not here is a fault of ours, 500. */
const statuses: Partial<Record<ErrorCode, number>> = {
  'bad-request': 400,
  'token-expired': 401,
  'token-invalid': 401,
  'not-permitted': 403,
  'client-revoked': 403,
  'signature-invalid': 403,
  'document-not-found': 404,
  'case-not-found': 404,
  'demo-only': 404,
  gap: 409,
  'client-forked': 409,
  'feed-broken': 409,
  'scope-too-large': 409,
  'central-restored': 409,
  'document-missing': 410,
  'document-damaged': 410,
  'upload-moved': 409,
  'upload-quota': 413,
  'document-too-large': 413,
  'unsupported-format': 415,
  'disk-full': 507,
  'document-store-unreachable': 503,
  'batch-too-large': 413,
  'protocol-mismatch': 426,
  'rate-limited': 429,
  'database-away': 503,
  draining: 503,
  timeout: 503,
};

function isFastifyError(thrown: unknown): thrown is FastifyError {
  return thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number';
}

/** Any thrown thing as a failure with a code. What the framework refuses before a handler runs gets one too. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ZodError) {
    const field = thrown.issues[0]?.path.map(String).join('.') ?? '';
    return new AppError('bad-request', { field: field.slice(0, 100) });
  }
  if (isFastifyError(thrown) && thrown.statusCode !== undefined && thrown.statusCode < 500) {
    return new AppError(thrown.statusCode === 413 ? 'batch-too-large' : 'bad-request');
  }
  return new AppError('internal', {}, thrown);
}

export function failureOf(thrown: unknown): { readonly status: number; readonly body: FailureBody } {
  const plain = toPlain(toAppError(thrown));
  const { code, details, retryable } = plain;
  return { status: statuses[code] ?? 500, body: { error: { code, details: { ...details }, retryable } } };
}

export async function sendFailure(reply: FastifyReply, thrown: unknown): Promise<FastifyReply> {
  const { status, body } = failureOf(thrown);
  const { seconds } = body.error.details;
  if ((status === 429 || status === 503) && typeof seconds === 'number') reply.header('retry-after', String(seconds));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
