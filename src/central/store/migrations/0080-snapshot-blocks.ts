import type { Migration } from './migration.ts';

/**
 * Lines of a first load, ready and compressed (sync/snapshot-blocks.ts). A line follows from its case's id and version, so
 * nothing in here is ever out of date; a migration that rewrites states or events has to empty this table.
 */
export const snapshotBlocks: Migration = {
  version: 80,
  name: 'snapshot-blocks',
  up: `
create table snapshot_block (
  partition text collate "C" not null,
  -- How the ids of its cases begin.
  bucket text collate "C" not null,
  cases integer not null,
  -- A line for each case: id and version.
  ids text not null,
  -- The lines of the cases in full, in order of their ids, as one member of gzip.
  body bytea not null,
  primary key (partition, bucket)
);
alter table snapshot_block alter column body set storage external;
`,
};
