import type { Migration } from '../migrate.ts';

/** Documents that were added here and central does not have yet, and what central says of those that it cannot give. */
export const documentUploadsMigration: Migration = {
  version: 140,
  up: (db) =>
    db.script(`
      -- Never leaves the device while it stands here.
      create table document_owed (
        sha256 text primary key,
        -- The act that names it; null while the file is still being taken in.
        n integer,
        owed_since text not null,
        bytes_there integer not null,
        -- Why central does not take it; null while nothing is wrong.
        problem text
      ) strict, without rowid;
      -- JSON of DocumentAbsence (src/shared/contract/case-file.ts); null where nothing is known.
      alter table document add column absent text;
      -- Its place among the documents of the case, as the list shows them.
      alter table case_document add column place integer not null default 0;
    `),
};
