import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { PackProblem } from './pack-problem.ts';
import { PackUnreadable } from './pack-problem.ts';
import type { PackEntry, PackSource } from './pack-source.ts';
import { boundsProblems, isLitter, packLimits } from './pack-source.ts';

/** A pack that lies in a folder. Links are not followed: they could lead out of it. */
export async function openFolderSource(folder: string): Promise<PackSource> {
  const entries: PackEntry[] = [];
  const problems: PackProblem[] = [];
  for (const found of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const absolute = join(found.parentPath, found.name);
    const path = relative(folder, absolute).split(sep).join('/');
    if (found.isDirectory() || isLitter(path)) continue;
    const facts = await lstat(absolute);
    if (facts.isFile()) entries.push({ path, sizeBytes: facts.size });
    else problems.push({ code: 'unsafe-entry', where: path, what: 'neither a file nor a folder' });
    if (entries.length > packLimits.files * 2) break;
  }
  return {
    entries,
    problems: [...problems, ...boundsProblems(entries)],
    read: async (path) => {
      const file = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => {
        throw new PackUnreadable({ code: 'unreadable', where: path, what: 'the file cannot be opened' });
      });
      try {
        return await file.readFile();
      } finally {
        await file.close();
      }
    },
    close: () => {},
  };
}
