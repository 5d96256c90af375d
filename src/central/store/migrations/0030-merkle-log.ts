import type { Migration } from './migration.ts';

/*
 * The tree over each stream of the audit log. Inner nodes are stored at every fourth level (4, 8, ...): a fifteenth of a
 * row for each entry, and any other node is eight hashes away from stored ones. `audit_head.tree` holds the peaks of the
 * tree (hex texts in a row), so that an entry is appended without a look at what stands there. `covered` is how many
 * entries the tree holds: entries from before this step are taken in when central opens.
 */
export const merkleLog: Migration = {
  version: 30,
  name: 'merkle-log',
  up: `
create table audit_node (
  stream text collate "C" not null,
  level integer not null,
  index bigint not null,
  hash text not null,
  primary key (stream, level, index)
);

alter table audit_head
  add column covered bigint not null default 0,
  add column tree text not null default '',
  add column root text not null default '',
  add column signed_at text not null default '',
  add column epoch text not null default '',
  add column sig text not null default '';

-- Where the entry of an act stands. Null for acts from before this step until central has opened.
alter table command_result
  add column log_stream text,
  add column log_n bigint;

create table log_key (
  one integer primary key check (one = 1),
  log_id text not null,
  public_key text not null,
  -- PKCS #8, hex.
  private_key text not null,
  made_at text not null
);
`,
};
