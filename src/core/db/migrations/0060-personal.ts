import type { Migration } from '../migrate.ts';

/** What a person typed and has not yet made an act of, and the views of the queue they keep. */
export const personalMigration: Migration = {
  version: 60,
  up: (db) =>
    db.script(`
      create table typed (
        officer_id text not null,
        case_id text not null,
        field text not null,
        text text not null,
        kept_at text not null,
        primary key (officer_id, case_id, field)
      ) strict, without rowid;
      create table saved_view (
        officer_id text not null,
        id text not null,
        position integer not null,
        name text not null,
        filter text not null,
        sort_order text not null,
        primary key (officer_id, id)
      ) strict, without rowid;
    `),
};
