import { type ErrorCode, errorCodes, retryableCodes } from './codes.ts';

/** Values a message may show: counts, sizes, versions, positions. Never a name, a number of a client, or text of a file. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/** What crosses a process boundary. Survives structured clone and JSON. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly retryable: boolean;
}

/** An expected failure with a code of one union. `message` is for logs and holds no personal data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly retryable: boolean;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
    this.retryable = retryableCodes.has(code);
  }
}

/** Any thrown thing as its plain form; what is not an AppError becomes `internal` and loses its text. */
export function toPlain(thrown: unknown): PlainError {
  if (thrown instanceof AppError) {
    return { code: thrown.code, details: thrown.details, retryable: thrown.retryable };
  }
  return { code: 'internal', details: {}, retryable: false };
}

/** The other way. An unknown code (a newer peer) becomes `internal` with the code kept as a detail. */
export function fromPlain(plain: { code: string; details?: ErrorDetails | undefined }): AppError {
  const known = errorCodes.find((code) => code === plain.code);
  if (known === undefined) return new AppError('internal', { unknownCode: plain.code.slice(0, 60) });
  return new AppError(known, plain.details ?? {});
}
