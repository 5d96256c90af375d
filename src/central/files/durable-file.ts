import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Brings a file's bytes, or a folder's names, onto the medium. */
export async function syncPath(path: string, flags: 'r' | 'r+'): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is durable only when its folder is; Windows does that by itself and refuses to open folders. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await syncPath(path, 'r');
}

/** Writes a file of which all bytes are on the medium when it resolves; its name is when its folder is synced. */
export async function writeSynced(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  flags: 'w' | 'wx',
): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Replaces a small file in one step; on the medium when it resolves. */
export async function replaceSynced(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await writeSynced(fresh, text, 'w');
  await rename(fresh, path);
  await syncFolder(dirname(path));
}
