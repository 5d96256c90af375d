import type { Migration } from '../migrate.ts';

/** What a person takes along, and what the last check with the network off found of it. One plan stands per person. */
export const tripMigration: Migration = {
  version: 100,
  up: (db) =>
    db.script(`
      create table trip_plan (
        plan_id text primary key,
        officer_id text not null unique,
        choice text not null,
        made_at text not null,
        paused integer not null,
        -- Said when it was made; ms null where no speed was known.
        estimated_bytes integer not null,
        estimated_ms real,
        -- What fetching took: over the network, and time spent on it.
        taken_bytes integer not null,
        taken_ms real not null,
        checked_at text
      ) strict, without rowid;
      create table trip_case (
        plan_id text not null references trip_plan on delete cascade,
        position integer not null,
        case_id text not null,
        -- Contents that were read whole and gaps that were found; null until the case was gone through.
        checked text,
        primary key (plan_id, position)
      ) strict, without rowid;
    `),
};
