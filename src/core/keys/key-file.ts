import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { Disk } from '../disk/disk.ts';
import { replaceFile } from '../disk/replace-file.ts';

const base64 = z.base64();

const keychainWrap = z.object({
  /** Which keychain made it, as the system names it; another one cannot open it. */
  backend: z.string(),
  wrapped: base64,
});
export type KeychainWrap = z.infer<typeof keychainWrap>;

/**
 * `keys.json`: the root key of the store, wrapped in two or three independent ways, and nothing in the clear.
 * Losing it loses the store, so it is written to two files and old wraps are kept.
 */
export const keyFile = z.object({
  format: z.literal(1),
  cipher: z.enum(['aegis', 'sqlcipher']),
  /** See `keyCheckOf`. */
  keyCheck: z.string().regex(/^[0-9a-f]{32}$/),
  keychain: keychainWrap.nullable(),
  passphrase: z
    .object({
      salt: base64,
      memoryKiB: z.int().min(65_536).max(1_048_576),
      iterations: z.int().min(1).max(20),
      parallelism: z.int().min(1).max(8),
      sealed: base64,
    })
    .nullable(),
  recovery: z.object({ salt: base64, sealed: base64 }),
  /** Wraps of keychains that were replaced: an old keyring that comes back still opens the store. */
  retired: z.array(keychainWrap).max(20),
});
export type KeyFile = z.infer<typeof keyFile>;

const names = ['keys.json', 'keys-copy.json'] as const;

function parse(bytes: Uint8Array): KeyFile | null {
  try {
    return keyFile.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

/** Null where there is no store. Both copies unreadable: `store-corrupt`. */
export function readKeyFile(disk: Disk, folder: string): KeyFile | null {
  let found = false;
  for (const name of names) {
    const bytes = disk.read(join(folder, name));
    if (bytes === null) continue;
    found = true;
    const keys = parse(bytes);
    if (keys !== null) return keys;
  }
  if (found) throw new AppError('store-corrupt', { part: 'keys' });
  return null;
}

export function writeKeyFile(disk: Disk, folder: string, keys: KeyFile): void {
  const text = `${JSON.stringify(keys, null, 2)}\n`;
  for (const name of names) replaceFile(disk, join(folder, name), text);
}

export function keyFileNames(): readonly string[] {
  return names;
}
