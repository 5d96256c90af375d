import type { Migration } from '../migrate.ts';

/**
 * Cases whose words have changed since they were indexed. An act, or a page of the feed, writes a few bytes here in place of
 * some five pages of the index each; the index follows behind them.
 */
export const wordsStaleMigration: Migration = {
  version: 210,
  up: (db) =>
    db.script(`
      create table case_words_stale (
        row integer primary key references case_here on delete cascade
      ) strict;
    `),
};
