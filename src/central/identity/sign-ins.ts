import type { Instant } from '#shared/model/ids.ts';
import type { Database } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { VerifiedToken } from './tokens.ts';

/** A token has said hello on a device: from now on it ends with that device. What has expired is forgotten on the way. */
export async function bindSignIn(
  database: Database,
  { tokenId, expiresAt }: VerifiedToken,
  clientId: string,
  now: Instant,
): Promise<void> {
  await database.write(async (db) => {
    await db.run(sql`delete from sign_in where expires_at < ${now}`);
    await db.run(sql`
      insert into sign_in (token_id, client_id, expires_at) values (${tokenId}, ${clientId}, ${expiresAt})
      on conflict (token_id) do update set client_id = excluded.client_id`);
  });
}
