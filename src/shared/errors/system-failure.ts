/** What the operating system calls a failure of its own (`ENOENT`); null for what is no error or has no code. */
export function systemCodeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}

const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The disk, the share of it that this account has, or the largest file that it takes is full. */
export function isNoRoom(thrown: unknown): boolean {
  return noRoom.has(systemCodeOf(thrown) ?? '');
}

export function isMissingFile(thrown: unknown): boolean {
  return systemCodeOf(thrown) === 'ENOENT';
}
