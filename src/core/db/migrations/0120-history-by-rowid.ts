import type { Migration } from '../migrate.ts';

/**
 * Histories stand in a table with rowids. Without them a run of a kilobyte went to an overflow page of its own, and a
 * load of 50,000 cases wrote 200 MB more. The index over all four columns of `case_here` goes: ids in order serve the
 * digest as well, and a new version of a case no longer moves an entry of it.
 */
export const historyByRowidMigration: Migration = {
  version: 120,
  up: (db) =>
    db.script(`
      create table history_by_rowid (
        row integer not null references case_here on delete cascade,
        first_seq integer not null,
        events text not null,
        unique (row, first_seq)
      ) strict;
      insert into history_by_rowid (row, first_seq, events)
        select row, first_seq, events from history_run order by row, first_seq;
      drop table history_run;
      alter table history_by_rowid rename to history_run;
      drop index case_here_partition;
    `),
};
