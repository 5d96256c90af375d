import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './folder-copy.ts';

/** Replaces a small file in one step; on the medium when it resolves. */
export async function writeSyncedFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
  await syncFolder(dirname(path));
}
