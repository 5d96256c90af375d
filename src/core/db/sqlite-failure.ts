import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { SqliteError } from './driver.ts';

/** SQLite's primary result codes that are the machine's fault and not a bug of ours. */
const codesByPrefix: readonly (readonly [string, ErrorCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_CORRUPT', 'store-corrupt'],
  ['SQLITE_NOTADB', 'store-corrupt'],
  ['SQLITE_BUSY', 'store-in-use'],
  ['SQLITE_LOCKED', 'store-in-use'],
  ['SQLITE_IOERR', 'disk-failed'],
  ['SQLITE_READONLY', 'disk-failed'],
  ['SQLITE_CANTOPEN', 'disk-failed'],
  ['SQLITE_PERM', 'disk-failed'],
];

/** SQLite's own code, `SQLITE_FULL`, or null where something else was thrown. */
function sqliteCodeOf(thrown: unknown): string | null {
  return thrown instanceof SqliteError ? thrown.code : null;
}

/**
 * A thrown SQLite error as the AppError it stands for; anything else (a constraint, a mistake in the
 * SQL) stays what it is: a bug. SQLite's text is not passed on, it may quote values.
 */
export function asStoreFailure(thrown: unknown): unknown {
  const code = sqliteCodeOf(thrown);
  if (code === null) return thrown;
  const found = codesByPrefix.find(([prefix]) => code.startsWith(prefix));
  return found === undefined ? thrown : new AppError(found[1], { sqlite: code }, thrown);
}
