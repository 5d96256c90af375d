import { AppError } from '#shared/errors/app-error.ts';
import { isNoRoom, systemCodeOf } from '#shared/errors/system-failure.ts';

/** A failed file operation as the AppError it stands for; the path is not passed on. What is no file error stays. */
export function asDiskFailure(thrown: unknown): unknown {
  const code = systemCodeOf(thrown);
  if (code === null || thrown instanceof AppError) return thrown;
  return new AppError(isNoRoom(thrown) ? 'disk-full' : 'disk-failed', { system: code }, thrown);
}
