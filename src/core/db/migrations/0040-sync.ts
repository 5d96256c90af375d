import type { Migration } from '../migrate.ts';

/** How far each partition of the feed has been taken over. Written in the transaction that takes it over. */
export const syncMigration: Migration = {
  version: 40,
  up: (db) =>
    db.script(`
      create table sync_cursor (
        partition text primary key,
        phase text not null check (phase in ('loading', 'following')),
        -- Feed number that is in the tables; while loading, the number the load is consistent with.
        position integer not null,
        -- Last case taken over by an unfinished load.
        load_cursor text,
        expected integer,
        confirmed_at text,
        verified_digest text
      ) strict, without rowid;
    `),
};
