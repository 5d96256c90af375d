import { AppError } from '#shared/errors/app-error.ts';

function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A failed file operation as the AppError it stands for; the path is not passed on. What is no file error stays. */
export function asDiskFailure(thrown: unknown): unknown {
  const code = codeOf(thrown);
  if (code === null || thrown instanceof AppError) return thrown;
  return new AppError(noRoom.has(code) ? 'disk-full' : 'disk-failed', { system: code }, thrown);
}

export function isMissingFile(thrown: unknown): boolean {
  return codeOf(thrown) === 'ENOENT';
}
