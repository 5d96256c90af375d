import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keychain } from '#core/ports/keychain.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A keychain that behaves as main's does: it really encrypts, and another one cannot open what it made. */
export class FakeKeychain implements Keychain {
  backend: string;
  usable: boolean;
  #key: Uint8Array;

  /** `key`: given where two processes have to be behind the same keychain. */
  constructor(backend = 'gnome_libsecret', usable = true, key: Uint8Array = randomBytes(32)) {
    this.backend = backend;
    this.usable = usable;
    this.#key = key;
  }

  /** As after a new login keyring: same name, another key inside. */
  reset(): void {
    this.#key = randomBytes(32);
  }

  status(): Promise<{ usable: boolean; backend: string }> {
    return Promise.resolve({ usable: this.usable, backend: this.backend });
  }

  async wrap(secret: Uint8Array): Promise<Uint8Array> {
    this.#requireUsable();
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    return new Uint8Array(Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]));
  }

  async unwrap(wrapped: Uint8Array): Promise<Uint8Array> {
    this.#requireUsable();
    const opener = createDecipheriv('aes-256-gcm', this.#key, wrapped.subarray(0, 12));
    opener.setAuthTag(wrapped.subarray(wrapped.length - 16));
    try {
      return new Uint8Array(Buffer.concat([opener.update(wrapped.subarray(12, -16)), opener.final()]));
    } catch (cause) {
      throw new AppError('keychain-changed', {}, cause);
    }
  }

  #requireUsable(): void {
    if (!this.usable) throw new AppError('keychain-unavailable', { backend: this.backend });
  }
}

/** A machine without a keychain: Linux without a secret service. */
export function noKeychain(): FakeKeychain {
  return new FakeKeychain('basic_text', false);
}
