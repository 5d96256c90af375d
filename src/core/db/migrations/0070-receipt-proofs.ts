import type { Migration } from '../migrate.ts';

/** What this device knows of central's log: its key, verified tree heads, and the proof of each receipt. */
export const receiptProofsMigration: Migration = {
  version: 70,
  up: (db) =>
    db.script(`
      -- Learned at first contact and kept: another one stops the exchange.
      create table log_identity (
        one integer primary key check (one = 1),
        log_id text not null,
        key text not null
      ) strict;
      create table log_head (
        id integer primary key,
        stream text not null,
        size integer not null,
        root text not null,
        at text not null,
        epoch text not null,
        sig text not null,
        -- 1: what the next head of the stream has to continue.
        trusted integer not null
      ) strict;
      create unique index log_head_trusted on log_head (stream) where trusted = 1;
      create table outbox_proof (
        n integer primary key,
        entry integer not null,
        leaf text not null,
        -- RFC 9162 inclusion proof, hashes of 64 digits in a row.
        path text not null,
        seen_from text,
        has_result integer not null,
        head integer not null references log_head (id)
      ) strict;
      create index outbox_proof_head on outbox_proof (head);
      -- Heads that contradict each other: evidence, never deleted.
      create table log_evidence (
        id integer primary key,
        noted_at text not null,
        kept text not null,
        offered text not null,
        unique (kept, offered)
      ) strict;
    `),
};
