import type { Database } from './driver.ts';

/**
 * How the database file is encrypted. `aegis` (AEGIS-256, the default) costs a fifth of what `sqlcipher`
 * (AES-256-CBC with HMAC) costs, but is not NIST-approved; the choice is a setting of the deployment.
 */
export const ciphers = ['aegis', 'sqlcipher'] as const;
export type Cipher = (typeof ciphers)[number];

/** The raw form of a key for the cipher library: no derivation, the bytes are the key. */
function rawKey(key: Uint8Array): Buffer {
  return Buffer.from(`raw:${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('hex')}`, 'latin1');
}

/** Must be the first thing done to a connection. `key`: 32 bytes. */
export function unlockConnection(database: Database, cipher: Cipher, key: Uint8Array): void {
  database.pragma(`cipher='${cipher}'`);
  const raw = rawKey(key);
  database.key(raw);
  raw.fill(0);
}

/** Encrypts the whole database anew. Must not be in WAL mode; one transaction, so a crash leaves the old form. */
export function reencryptConnection(database: Database, cipher: Cipher, key: Uint8Array): void {
  database.pragma(`cipher='${cipher}'`);
  const raw = rawKey(key);
  database.rekey(raw);
  raw.fill(0);
}
