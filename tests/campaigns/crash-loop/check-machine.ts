import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StoreSession } from '#core/boot/store-session.ts';
import type { Connection } from '#core/db/connection.ts';
import { migrations } from '#core/db/migrations/all.ts';
import { sql } from '#core/db/sql.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { readDevice } from '#core/features/workspace/device.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { Machine } from './machine.ts';

/** What a machine's own files say when everything has come to rest. */
export interface MachineAtRest {
  readonly clientId: string;
  readonly outbox: readonly OutboxRow[];
  readonly documents: number;
  /** What is wrong with its files. */
  readonly faults: readonly string[];
}

interface OutboxRow {
  readonly n: number;
  readonly hash: string;
  readonly state: string;
  readonly envelope: CommandEnvelope;
  readonly result: unknown;
}

function readOutbox(db: Connection): OutboxRow[] {
  return db
    .all<{ n: number; hash: string; state: string; envelope: string; result: string | null }>(
      sql`select n, hash, state, envelope, result from outbox order by n`,
    )
    .map(({ envelope, result, ...row }) => ({
      ...row,
      envelope: JSON.parse(envelope) as CommandEnvelope,
      result: result === null ? null : (JSON.parse(result) as unknown),
    }));
}

/** Half-made files; those of a backup that was cut off go with the next backup. */
function leftovers(dataDir: string): string[] {
  const names = readdirSync(dataDir, { recursive: true }).map(String);
  return names.filter((name) => /\.(new|bad)$/u.test(name) && !name.startsWith('backups'));
}

/** Opens a machine's store as it lies there, checks every page, every chunk of every document and the journal. */
export async function checkMachine({ dataDir, keychain }: Machine): Promise<MachineAtRest> {
  const session = new StoreSession({
    dataDir,
    disk: nodeDisk,
    keychain,
    cipher: 'aegis',
    migrations,
    now: () => new Date().toISOString(),
  });
  const faults: string[] = [];
  try {
    const { state } = await session.start();
    if (state !== 'open') return { clientId: '', outbox: [], documents: 0, faults: [`the store is ${state}`] };
    const { db, vault, salvage } = session.requireOpen();
    const integrity = db.column<string>(sql`pragma integrity_check`);
    if (integrity.join() !== 'ok') faults.push(`integrity: ${integrity.length} complaints`);
    if (db.all(sql`pragma foreign_key_check`).length > 0) faults.push('a foreign key leads nowhere');
    if (salvage.damaged > 0) faults.push(`journal: ${salvage.damaged} records damaged`);
    const present = db.column<string>(sql`select sha256 from document where presence = 'present'`);
    for (const sha256 of present) if (!(await vault.verify(sha256))) faults.push('a document is not what it was');
    for (const name of leftovers(dataDir)) faults.push(`left lying: ${join(name).split('.').at(-1)}`);
    return { clientId: readDevice(db)?.clientId ?? '', outbox: readOutbox(db), documents: present.length, faults };
  } finally {
    await session.close();
  }
}
