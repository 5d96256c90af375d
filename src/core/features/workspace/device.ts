import { createPrivateKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import { invariant } from '#shared/errors/result.ts';
import type { ClientId, Instant } from '#shared/model/ids.ts';
import {
  type CommandEnvelope,
  chainedOf,
  chainedText,
  firstPrevHash,
  signedText,
} from '#shared/protocol/command-envelope.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

/** This store as central knows it: its id, its signing key, and the end of its chain of acts. */
export interface Device {
  readonly clientId: ClientId;
  /** Raw 32 bytes, hex. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** Where the next act continues. */
export interface ChainEnd {
  readonly lastN: number;
  readonly lastHash: string;
}

/** A device as it is written down: `deviceKey` is the private key, PKCS #8 in hex. */
export interface DeviceRecord extends ChainEnd {
  readonly clientId: ClientId;
  readonly deviceKey: string;
}

/** The last 32 bytes of an Ed25519 public key in SPKI form are the raw key. */
const rawKeyBytes = 32;

function publicKeyOf(privateKey: KeyObject): string {
  const jwk = privateKey.export({ format: 'jwk' });
  invariant(typeof jwk.x === 'string', 'an Ed25519 key has a public part');
  const raw = Buffer.from(jwk.x, 'base64url');
  invariant(raw.length === rawKeyBytes, 'a raw Ed25519 key has 32 bytes');
  return raw.toString('hex');
}

function insertDevice(db: WriteDb, record: DeviceRecord, now: Instant): void {
  const privateKey = createPrivateKey({ key: Buffer.from(record.deviceKey, 'hex'), format: 'der', type: 'pkcs8' });
  db.run(
    sql`insert into device (one, client_id, public_key, private_key, last_n, last_hash, durable_through, made_at)
      values (1, ${record.clientId}, ${Buffer.from(publicKeyOf(privateKey), 'hex')},
      ${Buffer.from(record.deviceKey, 'hex')}, ${record.lastN}, ${record.lastHash}, 0, ${now})`,
  );
}

/** The identity of a new store. `clientId` is random. */
export function makeDevice(db: WriteDb, clientId: ClientId, now: Instant): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  const deviceKey = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex');
  insertDevice(db, { clientId, deviceKey, lastN: 0, lastHash: firstPrevHash }, now);
}

/** A new store goes on as the client that a damaged one was. */
export function restoreDevice(db: WriteDb, record: DeviceRecord, now: Instant): void {
  insertDevice(db, record, now);
}

/** Another id, another key, and a chain from its beginning: to central, this store is a device that it has never seen. */
export function renewDevice(db: WriteDb, clientId: ClientId, now: Instant): void {
  db.run(sql`delete from device`);
  makeDevice(db, clientId, now);
}

export function readDevice(db: ReadDb): Device | null {
  const found = db.get<{ client_id: ClientId; private_key: Uint8Array }>(
    sql`select client_id, private_key from device`,
  );
  if (found === undefined) return null;
  const privateKey = createPrivateKey({ key: Buffer.from(found.private_key), format: 'der', type: 'pkcs8' });
  return { clientId: found.client_id, publicKey: publicKeyOf(privateKey), privateKey };
}

export function readDeviceRecord(db: ReadDb): DeviceRecord {
  const found = db.get<{ clientId: ClientId; key: Uint8Array; lastN: number; lastHash: string }>(
    sql`select client_id as clientId, private_key as key, last_n as lastN, last_hash as lastHash from device`,
  );
  invariant(found !== undefined, 'the store has a device');
  const { key, ...rest } = found;
  return { ...rest, deviceKey: Buffer.from(key).toString('hex') };
}

export function readChainEnd(db: ReadDb): ChainEnd {
  const end = db.get<ChainEnd>(sql`select last_n as lastN, last_hash as lastHash from device`);
  invariant(end !== undefined, 'the store has a device');
  return end;
}

export function writeChainEnd(db: WriteDb, end: ChainEnd): void {
  db.run(sql`update device set last_n = ${end.lastN}, last_hash = ${end.lastHash}`);
}

/** Signs an act as the next of the device's chain; with it the hash that the one after continues from. */
export function sealEnvelope(
  device: Device,
  end: ChainEnd,
  act: Omit<CommandEnvelope, 'clientId' | 'n' | 'prevHash' | 'sig'>,
): { envelope: CommandEnvelope; hash: string } {
  const unsigned = { ...act, clientId: device.clientId, n: end.lastN + 1, prevHash: end.lastHash };
  const text = signedText(unsigned);
  const sig = sign(null, Buffer.from(text), device.privateKey).toString('hex');
  return { envelope: { ...unsigned, sig }, hash: hash('sha256', chainedOf(text, sig)) };
}

export function hashOfEnvelope(envelope: CommandEnvelope): string {
  return hash('sha256', chainedText(envelope));
}
