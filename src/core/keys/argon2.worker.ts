import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';

const { passphrase, salt, memoryKiB, iterations, parallelism } = workerData as {
  passphrase: string;
  salt: Uint8Array;
  memoryKiB: number;
  iterations: number;
  parallelism: number;
};
const key = await argon2id({
  password: passphrase.normalize('NFKC'),
  salt,
  parallelism,
  iterations,
  memorySize: memoryKiB,
  hashLength: 32,
  outputType: 'binary',
});
parentPort?.postMessage(key);
