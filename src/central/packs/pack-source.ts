import type { PackProblem } from './pack-problem.ts';

export interface PackEntry {
  /** Forward slashes, relative to the pack. */
  readonly path: string;
  readonly sizeBytes: number;
}

/** The files of a pack, wherever they lie. */
export interface PackSource {
  readonly entries: readonly PackEntry[];
  /** What is wrong with files that are not among the entries because they may not be read. */
  readonly problems: readonly PackProblem[];
  /** @throws PackUnreadable */
  read(path: string): Promise<Uint8Array>;
  close(): void;
}

/** Bounds of a pack. A file of 600 colour pages has some 100 MB. */
export const packLimits = {
  files: 2001,
  fileBytes: 512 * 1024 * 1024,
  packBytes: 4 * 1024 * 1024 * 1024,
  caseBytes: 4 * 1024 * 1024,
  /** A file that grows to more than this many times its packed size, and is large, is a bomb: real scans hardly shrink. */
  ratio: 200,
  ratioFromBytes: 16 * 1024 * 1024,
} as const;

/** What operating systems leave in folders and zips by themselves. */
export function isLitter(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return path.startsWith('__MACOSX/') || name === '.DS_Store' || name === 'Thumbs.db' || name === 'desktop.ini';
}

/** Bounds that hold for every kind of source. */
export function boundsProblems(entries: readonly PackEntry[]): PackProblem[] {
  const problems: PackProblem[] = [];
  if (entries.length > packLimits.files) {
    problems.push({ code: 'too-many-files', where: '', what: `${entries.length} files; at most ${packLimits.files}` });
  }
  for (const { path, sizeBytes } of entries) {
    const most = path === 'case.json' ? packLimits.caseBytes : packLimits.fileBytes;
    if (sizeBytes > most)
      problems.push({ code: 'too-large', where: path, what: `${sizeBytes} bytes; at most ${most}` });
  }
  const total = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (total > packLimits.packBytes) {
    problems.push({ code: 'too-large', where: '', what: `${total} bytes in all; at most ${packLimits.packBytes}` });
  }
  return problems;
}
