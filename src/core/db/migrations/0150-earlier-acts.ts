import type { Migration } from '../migrate.ts';

/** The ledger of the devices that this store was before it went on as a new one. Rows are never deleted. */
export const earlierActsMigration: Migration = {
  version: 150,
  up: (db) =>
    db.script(`
      create table earlier_act (
        id integer primary key,
        client_id text not null,
        n integer not null,
        act_id text not null,
        case_id text not null,
        case_number text not null,
        actor text not null,
        type text not null,
        summary text not null,
        act_at text not null,
        -- As it was signed by the device of then: never sent again.
        envelope text not null,
        state text not null check (state in ('waiting', 'received', 'refused', 'handed-over')),
        result text,
        -- 'closed': nothing was open when the device changed. 'again', 'done': the person's word. Null: open.
        dealt text check (dealt in ('closed', 'again', 'done')),
        -- The act that doing it again made.
        again_n integer,
        unique (client_id, n)
      ) strict;
      create index earlier_act_open on earlier_act (actor, id) where dealt is null;
    `),
};
