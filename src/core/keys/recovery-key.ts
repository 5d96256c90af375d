import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import { deriveKey } from './seal.ts';

/** Crockford's base 32: no I, L, O, U, so that a hand-written key cannot be misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secretLength = 26;
const checkLength = 4;
const groupLength = 5;

function checkOf(secret: string): string {
  const digest = createHash('sha256').update(`dossier recovery ${secret}`).digest();
  return [...digest.subarray(0, checkLength)].map((byte) => alphabet.charAt(byte & 31)).join('');
}

/** 130 random bits and a 20-bit checksum as six groups of five: `7KQ2M-...`. For a person to write down. */
export function makeRecoveryKey(): string {
  const secret = [...randomBytes(secretLength)].map((byte) => alphabet.charAt(byte & 31)).join('');
  const all = secret + checkOf(secret);
  return all.match(new RegExp(`.{${groupLength}}`, 'gu'))?.join('-') ?? all;
}

/** As typed (any case, any separators, I and L for 1, O for 0). A typing mistake is `wrong-recovery-key` with `mistyped`. */
function readRecoveryKey(typed: string): string {
  const all = typed
    .toUpperCase()
    .replace(/[\s\-_.]/gu, '')
    .replace(/[IL]/gu, '1')
    .replace(/O/gu, '0');
  const secret = all.slice(0, secretLength);
  if (all.length !== secretLength + checkLength || checkOf(secret) !== all.slice(secretLength)) {
    throw new AppError('wrong-recovery-key', { mistyped: true });
  }
  return secret;
}

/** The wrapping key. No slow derivation: the secret is random and long. */
export function keyOfRecoveryKey(typed: string, salt: Uint8Array): Uint8Array {
  return deriveKey(Buffer.from(readRecoveryKey(typed), 'latin1'), salt, 'recovery key');
}
