import type { Migration } from '../migrate.ts';

/** What the top bar counts of the ledger is counted in indexes: with a thousand acts waiting each count read all of them. */
export const outboxCountsMigration: Migration = {
  version: 220,
  up: (db) =>
    db.script(`
      drop index outbox_waiting;
      create index outbox_waiting on outbox (n, type, state) where state = 'waiting';
      -- Empty as a rule, so an act writes nothing to it.
      create index outbox_foreseen on outbox (n)
        where state = 'waiting' and predicted is not null and acknowledged = 0;
    `),
};
