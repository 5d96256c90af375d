import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';

/** Argon2id, RFC 9106; recorded beside each wrap so that they can be raised later. */
export interface PassphraseParameters {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** 64 MiB and three passes: RFC 9106's second recommendation, about half a second on an office laptop. */
export const passphraseParameters: PassphraseParameters = { memoryKiB: 65_536, iterations: 3, parallelism: 1 };

const shortestPassphrase = 12;

/** Length is what counts; white space around it is not. Error: `weak-passphrase`. */
export function requireStrong(passphrase: string): void {
  const { length } = Array.from(passphrase.trim());
  if (length < shortestPassphrase) throw new AppError('weak-passphrase', { least: shortestPassphrase });
}

/** 32 bytes out of a passphrase; in a thread of its own, because it takes long on purpose. */
export async function keyOfPassphrase(
  passphrase: string,
  salt: Uint8Array,
  parameters: PassphraseParameters,
): Promise<Uint8Array> {
  const name = import.meta.url.endsWith('.ts') ? './argon2.worker.ts' : './argon2.worker.js';
  const { memoryKiB, iterations, parallelism } = parameters;
  const worker = new Worker(new URL(name, import.meta.url), {
    workerData: { passphrase, salt, memoryKiB, iterations, parallelism },
  });
  try {
    const [key] = await once(worker, 'message');
    invariant(key instanceof Uint8Array && key.length === 32, 'the worker answers with a key');
    return key;
  } finally {
    await worker.terminate();
  }
}
