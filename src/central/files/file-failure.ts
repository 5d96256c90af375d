import { AppError } from '#shared/errors/app-error.ts';
import { isNoRoom } from '#shared/errors/system-failure.ts';

/** What a disk without room throws, as the AppError `disk-full`; anything else stays what it is. */
export function asDiskFull(thrown: unknown): unknown {
  return isNoRoom(thrown) ? new AppError('disk-full', {}, thrown) : thrown;
}
