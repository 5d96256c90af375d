import type { KeyObject } from 'node:crypto';
import { createPublicKey, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '#shared/errors/app-error.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { signedText } from '#shared/protocol/command-envelope.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** A device as central knows it. */
export interface DeviceRow {
  readonly public_key: string;
  readonly last_n: number;
  /** Chain hash of the last envelope that has a result. */
  readonly last_hash: string;
  readonly revoked_at: string | null;
}

/** Locks the device's row: batches of one device come one after the other, whatever server they reach. */
export async function lockDevice(db: WriteDb, clientId: string): Promise<DeviceRow | undefined> {
  return db.first<DeviceRow>(
    sql`select public_key, last_n, last_hash, revoked_at from client where client_id = ${clientId} for update`,
  );
}

export async function advanceDevice(db: WriteDb, clientId: string, n: number, hash: string): Promise<void> {
  await db.run(sql`update client set last_n = ${n}, last_hash = ${hash} where client_id = ${clientId}`);
}

/** The people who have signed in on a device. */
export async function peopleOfDevice(db: ReadDb, clientId: string): Promise<ReadonlySet<string>> {
  const rows = await db.rows<{ officer_id: string }>(
    sql`select officer_id from client_person where client_id = ${clientId}`,
  );
  return new Set(rows.map((row) => row.officer_id));
}

/**
 * An Ed25519 public key from its 32 raw bytes in hex.
 *
 * @throws AppError `bad-request`
 */
export function devicePublicKey(hex: string): KeyObject {
  try {
    const x = Buffer.from(hex, 'hex').toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch (thrown) {
    throw new AppError('bad-request', { field: 'publicKey' }, thrown);
  }
}

type SignatureInQuestion = readonly [algorithm: null, text: Buffer, key: KeyObject, signature: Buffer];

interface SignedAct {
  readonly signed: string;
  readonly envelope: Pick<CommandEnvelope, 'sig'>;
}

const inQuestion = ({ signed, envelope }: SignedAct, key: KeyObject): SignatureInQuestion => [
  null,
  Buffer.from(signed),
  key,
  Buffer.from(envelope.sig, 'hex'),
];

/** Every envelope carries its device's signature over its signed text. */
export function isSigned(envelope: CommandEnvelope, key: KeyObject): boolean {
  return verify(...inQuestion({ signed: signedText(envelope), envelope }, key));
}

/** Whether each act of a batch is signed by the device with this key, in their order. */
export type SignatureCheck = (acts: readonly SignedAct[], key: KeyObject) => Promise<readonly boolean[]>;

const verifyLater = promisify(verify);

/** In the threads of the pool: while the database is asked for the cases of the batch, and several at once. */
export const checkedInThreads: SignatureCheck = (acts, key) =>
  Promise.all(acts.map((act) => verifyLater(...inQuestion(act, key))));

/** One after the other at once: for a simulation, which knows no threads. */
export const checkedInTurn: SignatureCheck = (acts, key) =>
  Promise.resolve(acts.map((act) => verify(...inQuestion(act, key))));
