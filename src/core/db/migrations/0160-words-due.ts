import type { Migration } from '../migrate.ts';

/**
 * A load leaves the words of its cases for later, and states of cases that are what their history comes to are not kept
 * beside it. Stores of before have both and stay as they are.
 */
export const wordsDueMigration: Migration = {
  version: 160,
  up: (db) =>
    db.script(`
      -- Cases behind this row are not in the word index yet; no line where all are.
      create table case_words_due (
        one integer primary key check (one = 1),
        after_row integer not null
      ) strict;
    `),
};
