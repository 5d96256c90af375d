import type { Migration } from '../migrate.ts';

/** How often an act was on its way to central without an answer, and why the last time; and the ledger by its author. */
export const outboxTriesMigration: Migration = {
  version: 130,
  up: (db) =>
    db.script(`
      alter table outbox add column failed_tries integer not null default 0;
      alter table outbox add column last_failure text;
      alter table outbox add column last_tried_at text;
      create index outbox_author on outbox (actor, n);
    `),
};
