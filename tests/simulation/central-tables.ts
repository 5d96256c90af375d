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

/** Once for each database: the place that backups are kept in. */
export async function makeBackupTables(database: Database): Promise<void> {
  const make = tables.map((table) => `create table backup.${table} (like public.${table});`).join('\n');
  await database.write((db) => db.script(`create schema backup;\n${make}`));
}

/** Empties what the run before left: a new central with an epoch of its own. */
export async function clearCentral(database: Database, epoch: string): Promise<void> {
  await database.write(async (db) => {
    await db.script(`truncate ${names('public')}; truncate ${names('backup')}`);
    await db.run(sql`insert into meta (key, value) values ('central-epoch', ${epoch})`);
  });
}

export async function backUp(database: Database): Promise<void> {
  const copy = tables.map((table) => `insert into backup.${table} select * from public.${table};`).join('\n');
  await database.write((db) => db.script(`truncate ${names('backup')};\n${copy}`));
}

export async function restore(database: Database, epoch: string): Promise<void> {
  const copy = tables.map((table) => `insert into public.${table} select * from backup.${table};`).join('\n');
  await database.write(async (db) => {
    await db.script(`truncate ${names('public')};\n${copy}`);
    await db.run(sql`update meta set value = ${epoch} where key = 'central-epoch'`);
  });
}
