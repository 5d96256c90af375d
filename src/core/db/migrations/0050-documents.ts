import type { Migration } from '../migrate.ts';

/** Which contents the cases name, what of them is in the vault, and how a person turned pages. */
export const documentsMigration: Migration = {
  version: 50,
  up: (db) =>
    db.script(`
      create table document (
        sha256 text primary key,
        size_bytes integer not null,
        mime text not null,
        presence text not null check (presence in ('present', 'partial', 'missing', 'damaged')),
        bytes_here integer not null
      ) strict, without rowid;
      create index document_wanted on document (presence) where presence <> 'present';
      create table case_document (
        row integer not null references case_here on delete cascade,
        sha256 text not null,
        primary key (row, sha256)
      ) strict, without rowid;
      create index case_document_content on case_document (sha256);
      create table page_rotation (
        officer_id text not null,
        document_id text not null,
        page_index integer not null,
        quarter_turns integer not null check (quarter_turns between 0 and 3),
        primary key (officer_id, document_id, page_index)
      ) strict, without rowid;
    `),
};
