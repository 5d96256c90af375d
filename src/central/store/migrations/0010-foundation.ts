import type { Migration } from './migration.ts';

/*
 * Instants are ISO text (exact to the millisecond as they were signed), states and events JSON as text (sent on as they
 * stand, without being parsed). Ids sort by their bytes (collate "C"), as JavaScript sorts them. No sequences: numbers
 * come from counter rows taken in the command's transaction (feed_counter, audit_head), so they are dense and in the
 * order of commits.
 */
export const foundation: Migration = {
  version: 10,
  name: 'foundation',
  up: `
create table meta (key text primary key, value text not null);

create table office (
  office_id text collate "C" primary key,
  name_en text not null,
  name_fr text not null
);

create table person (
  officer_id text collate "C" primary key,
  name text not null,
  office_id text collate "C" not null,
  roles text not null,
  level integer not null,
  active boolean not null,
  -- Where not null, the person can be chosen at the door of the demo.
  demo_role text
);
create index person_office on person (office_id);

create table client (
  client_id text collate "C" primary key,
  public_key text not null,
  registered_by text not null,
  registered_at text not null,
  last_seen text not null,
  app_version text not null,
  last_n bigint not null,
  last_hash text not null,
  revoked_at text
);

-- Who has signed in on a device: its acts may name these authors and nobody else.
create table client_person (
  client_id text collate "C" not null,
  officer_id text collate "C" not null,
  first_seen text not null,
  primary key (client_id, officer_id)
);

create table case_state (
  case_id text collate "C" primary key,
  number text not null,
  office text collate "C" not null,
  officer text collate "C",
  program text not null,
  version integer not null,
  state text not null
);
create unique index case_number on case_state (number);
create index case_scope on case_state (office, officer, case_id);
create index case_officer on case_state (officer);

create table case_event (
  case_id text collate "C" not null,
  seq integer not null,
  type text not null,
  event text not null,
  primary key (case_id, seq)
);

create table feed_counter (partition text collate "C" primary key, n bigint not null);

create table feed (
  partition text collate "C" not null,
  n bigint not null,
  case_id text collate "C" not null,
  first_seq integer not null,
  last_seq integer not null,
  office_before text,
  officer_before text,
  office_after text not null,
  officer_after text,
  -- How the assignment changed, where it did: taken, released, reassigned.
  assigned text,
  primary key (partition, n)
);

create table command_result (
  client_id text collate "C" not null,
  n bigint not null,
  hash text not null,
  case_id text collate "C" not null,
  outcome text not null,
  received_at text not null,
  envelope text not null,
  result text not null,
  primary key (client_id, n)
);
create index command_case on command_result (case_id);

-- Acts that came after the case had gone to another officer: applied by nobody, kept whole in command_result.
create table handed_over (
  client_id text collate "C" not null,
  n bigint not null,
  case_id text collate "C" not null,
  officer_id text not null,
  received_at text not null,
  primary key (client_id, n)
);
create index handed_over_case on handed_over (case_id);

create table document (
  sha256 text collate "C" primary key,
  size_bytes bigint not null,
  mime text not null,
  pages integer,
  stored_at text not null
);

create table case_document (
  case_id text collate "C" not null,
  document_id text collate "C" not null,
  sha256 text collate "C" not null,
  primary key (case_id, document_id)
);
create index case_document_sha256 on case_document (sha256);

create table audit_head (stream text collate "C" primary key, n bigint not null, chain text not null);

create table audit_log (
  stream text collate "C" not null,
  n bigint not null,
  entry text not null,
  leaf text not null,
  chain text not null,
  primary key (stream, n)
);

create table signing_key (kid text primary key, private_jwk text not null, created_at text not null);
`,
};
