import type { Migration } from '../migrate.ts';

/** Who this device is to central, who works on it, and whom its people work with. */
export const deviceMigration: Migration = {
  version: 10,
  up: (db) =>
    db.script(`
      create table device (
        one integer primary key check (one = 1),
        client_id text not null,
        public_key blob not null,
        private_key blob not null,
        -- Number and chain hash of the newest act made here.
        last_n integer not null,
        last_hash text not null,
        -- Highest number that central has said would survive a power cut there.
        durable_through integer not null,
        central_epoch text,
        made_at text not null
      ) strict;
      create table session (
        one integer primary key check (one = 1),
        actor text not null,
        token text not null,
        signed_in_at text not null,
        token_expires_at text not null,
        demo integer not null
      ) strict;
      create table person (
        officer_id text primary key,
        name text not null,
        office_id text not null,
        active integer not null,
        decides integer not null
      ) strict, without rowid;
      -- Small facts of the device: whose cases it holds, whether it is told to work offline.
      create table device_fact (name text primary key, value text not null) strict, without rowid;
    `),
};
