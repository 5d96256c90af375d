import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';

/** All that a run changes. People and offices are the same in every run. */
const tables = [
  'meta',
  'client',
  'client_person',
  'case_state',
  'case_event',
  'feed_counter',
  'feed',
  'command_result',
  'handed_over',
  'case_document',
  'audit_head',
  'audit_log',
  'audit_node',
  'snapshot_block',
];

const names = (schema: string): string => tables.map((table) => `${schema}.${table}`).join(', ');

/** What an operator keeps elsewhere, and what central itself keeps beside a database that is not durable. */
export type KeptCopy = 'backup' | 'safe_copy';
const copies: readonly KeptCopy[] = ['backup', 'safe_copy'];

/** Once for each database: the places that copies are kept in. */
export async function makeBackupTables(database: Database): Promise<void> {
  const make = copies.flatMap((copy) => [
    `create schema ${copy};`,
    ...tables.map((table) => `create table ${copy}.${table} (like public.${table});`),
  ]);
  await database.write((db) => db.script(make.join('\n')));
}

/** Empties what the run before left: a new central with an epoch of its own. */
export async function clearCentral(database: Database, epoch: string): Promise<void> {
  await database.write(async (db) => {
    await db.script(['public', ...copies].map((schema) => `truncate ${names(schema)};`).join('\n'));
    await db.run(sql`insert into meta (key, value) values ('central-epoch', ${epoch})`);
  });
}

/** Gives up to which act of each device the copy reaches. */
export async function backUp(database: Database, to: KeptCopy): Promise<Readonly<Record<string, number>>> {
  const copy = tables.map((table) => `insert into ${to}.${table} select * from public.${table};`).join('\n');
  return database.write(async (db) => {
    await db.script(`truncate ${names(to)};\n${copy}`);
    const devices = await db.rows<{ client_id: string; last_n: number }>(sql`select client_id, last_n from client`);
    return Object.fromEntries(devices.map((row) => [row.client_id, row.last_n]));
  });
}

export async function restore(database: Database, epoch: string, from: KeptCopy): Promise<void> {
  const copy = tables.map((table) => `insert into public.${table} select * from ${from}.${table};`).join('\n');
  await database.write(async (db) => {
    await db.script(`truncate ${names('public')};\n${copy}`);
    await db.run(sql`update meta set value = ${epoch} where key = 'central-epoch'`);
  });
}
