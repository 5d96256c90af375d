import type { Migration } from '../migrate.ts';

/** The ledger of acts made on this device. Rows are never deleted: they are what the person did. */
export const outboxMigration: Migration = {
  version: 30,
  up: (db) =>
    db.script(`
      create table outbox (
        n integer primary key,
        -- Made by the renderer; repeating a call finds the act that it made.
        act_id text not null unique,
        case_id text not null,
        case_number text not null,
        -- User code of the author: on a shared machine an act stays theirs.
        actor text not null,
        type text not null,
        summary text not null,
        act_at text not null,
        -- The signed envelope as it goes to central, and the hash that the next one chains to.
        envelope text not null,
        hash text not null,
        -- Events as decided over the newest state of central: what the view shows on top of it.
        events text not null,
        -- Why it would no longer hold over that state; null while it holds.
        predicted text,
        state text not null check (state in ('waiting', 'received', 'refused', 'handed-over')),
        -- 0 while the view needs the act on top of central's state.
        settled integer not null,
        acknowledged integer not null,
        result text,
        receipt_number text,
        received_at text,
        case_version integer
      ) strict;
      create index outbox_overlay on outbox (case_id, n) where settled = 0;
      create index outbox_waiting on outbox (n) where state = 'waiting';
      create index outbox_refused on outbox (case_id, n) where state in ('refused', 'handed-over') and acknowledged = 0;
    `),
};
