import type { Disk } from './disk.ts';

/** Writes a whole file so that after a crash at any moment either the old or the new content is there. */
export function replaceFile(disk: Disk, path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const fresh = `${path}.new`;
  try {
    const file = disk.open(fresh, 'write');
    try {
      file.truncate(0);
      file.writeAt(0, bytes);
      file.sync();
    } finally {
      file.close();
    }
    disk.rename(fresh, path);
  } catch (thrown) {
    disk.remove(fresh);
    throw thrown;
  }
}
