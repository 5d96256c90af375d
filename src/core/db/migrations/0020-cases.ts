import type { Migration } from '../migrate.ts';

/**
 * Central's state of each case on the device, its history, and what is derived from both with the device's own acts
 * on top: one narrow row for the queue and one entry of the word index. `row` joins them; it is never shown.
 */
export const casesMigration: Migration = {
  version: 20,
  up: (db) =>
    db.script(`
      -- Narrow, because every digest reads it whole; the wide state stands beside it.
      create table case_here (
        row integer primary key,
        case_id text not null unique,
        partition text not null,
        version integer not null,
        sight text not null check (sight in ('full', 'summary', 'intake')),
        -- Events up to this one are not news to the person: the version at the first load, 0 where the case came later.
        baseline integer not null
      ) strict;
      create index case_here_partition on case_here (partition, case_id, version, sight);
      create table case_state (row integer primary key references case_here on delete cascade, state text not null) strict;
      -- Events in runs as they came, each a JSON array.
      create table history_run (
        row integer not null references case_here on delete cascade,
        first_seq integer not null,
        events text not null,
        primary key (row, first_seq)
      ) strict, without rowid;
      -- A case that has left, so that the screen can say why.
      create table case_left (case_id text primary key, reason text not null, at text not null) strict, without rowid;
      -- What a person has seen of a case on this device.
      create table case_seen (
        officer_id text not null,
        case_id text not null,
        seq integer not null,
        primary key (officer_id, case_id)
      ) strict, without rowid;
      -- Days are counted from 1970-01-01; codes are positions in the model's lists.
      create table queue_row (
        row integer primary key references case_here on delete cascade,
        number text not null,
        name text not null,
        name_key text not null,
        program integer not null,
        category text not null,
        stage integer not null,
        received_on integer not null,
        clock_start integer,
        standard_due integer,
        next_due integer,
        bf_date integer,
        bf_code text,
        bf_text text,
        officer_id text,
        flags integer not null,
        marks integer not null,
        closed integer not null,
        documents integer not null,
        unread integer not null,
        news integer not null
      ) strict;
      create index queue_row_number on queue_row (number);
      create index queue_row_name on queue_row (name_key, number);
      create virtual table case_words using fts5(
        number, names, uci, purpose, notes,
        content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 0'
      );
    `),
};
