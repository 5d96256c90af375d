import { AppError } from '#shared/errors/app-error.ts';

const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

/** What a disk without room throws, as the AppError `disk-full`; anything else stays what it is. */
export function asDiskFull(thrown: unknown): unknown {
  return noRoom.has(codeOf(thrown) ?? '') ? new AppError('disk-full', {}, thrown) : thrown;
}

export function isMissingFile(thrown: unknown): boolean {
  return codeOf(thrown) === 'ENOENT';
}
