import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { Instant } from '#shared/model/ids.ts';
import type { LogIdentity, TreeHead } from '#shared/protocol/tree-head.ts';
import { signedHeadText } from '#shared/protocol/tree-head.ts';
import type { Database } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** Signs tree heads in the name of the log, as of the present epoch of central. */
export interface LogSigner {
  readonly identity: LogIdentity;
  readonly epoch: string;
  sign(head: Omit<TreeHead, 'sig' | 'epoch'>): TreeHead;
}

/** @param privateKey Ed25519, PKCS #8 in hex */
export function logSigner(identity: LogIdentity, privateKey: string, epoch: string): LogSigner {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'hex'), format: 'der', type: 'pkcs8' });
  return {
    identity,
    epoch,
    sign: (head) => {
      const unsigned = { ...head, epoch };
      const text = signedHeadText(identity.logId, unsigned);
      return { ...unsigned, sig: sign(null, Buffer.from(text), key).toString('hex') };
    },
  };
}

interface KeyRow {
  readonly log_id: string;
  readonly public_key: string;
  readonly private_key: string;
}

/** The log's key, made at first. It stands in the database, so that all centrals behind one address sign as one log. */
export async function openLogSigner(database: Database, epoch: string, now: Instant): Promise<LogSigner> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex');
  const row = await database.write(async (db) => {
    await db.run(sql`
      insert into log_key (one, log_id, public_key, private_key, made_at) values (1, ${randomUUID()}, ${raw}, ${pkcs8}, ${now})
      on conflict do nothing`);
    return db.first<KeyRow>(sql`select log_id, public_key, private_key from log_key`);
  });
  if (row === undefined) throw new Error('the log has a key');
  return logSigner({ logId: row.log_id, key: row.public_key }, row.private_key, epoch);
}
