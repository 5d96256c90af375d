import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

/** AES-256-GCM with a random nonce: `nonce (12) | ciphertext | tag (16)`. */
export const sealOverheadBytes = 28;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * `about` is authenticated with it and must be the same on opening. A key that seals often is given as a `KeyObject`, which is
 * made ready once.
 */
export function seal(key: Uint8Array | KeyObject, plain: Uint8Array, about: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about);
  const body = cipher.update(plain);
  return Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** Null where key, bytes or `about` are not those of the sealing. */
export function unseal(key: Uint8Array | KeyObject, sealed: Uint8Array, about: Uint8Array): Buffer | null {
  if (sealed.length < sealOverheadBytes) return null;
  const tagAt = sealed.length - tagBytes;
  const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opener.setAAD(about).setAuthTag(sealed.subarray(tagAt));
  const plain = opener.update(sealed.subarray(nonceBytes, tagAt));
  try {
    opener.final();
  } catch {
    plain.fill(0);
    return null;
  }
  return plain;
}

/** A 32-byte key for one purpose out of a random one (HKDF-SHA-256). */
export function deriveKey(from: Uint8Array, salt: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', from, salt, `dossier ${purpose}`, 32));
}
