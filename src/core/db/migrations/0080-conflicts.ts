import type { Migration } from '../migrate.ts';

/** What an explained conflict needs of an act: the record as its author saw it, and how it was answered. */
export const conflictsMigration: Migration = {
  version: 80,
  up: (db) =>
    db.script(`
      -- Fields of the record that the act is about, as shown when it was done; null for acts salvaged from the journal.
      alter table outbox add column seen text;
      -- 'kept', 'theirs', 'left' or 'read'; null until its author has answered a refusal.
      alter table outbox add column answer text;
      -- The act that the answer made, where it made one.
      alter table outbox add column answer_n integer;
    `),
};
