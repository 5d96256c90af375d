import type { Migration } from './migration.ts';

/**
 * A content that a case names is in `document`, or in `document_wanted` with the reason why its bytes are not here, or (for
 * a damaged one) in both. Uploads under way stand in the database with the list of their pieces, so that any of several
 * centrals can take the next bytes.
 */
export const documentUploads: Migration = {
  version: 50,
  name: 'document-uploads',
  up: `
create table document_wanted (
  sha256 text collate "C" primary key,
  size_bytes bigint not null,
  mime text not null,
  pages integer,
  -- new: named by an act, its bytes still on a device. damaged, lost: stored here once.
  why text not null check (why in ('new', 'damaged', 'lost')),
  -- Office of whoever added it; null where only the damage is known.
  office text collate "C",
  since text not null
);

create table document_upload (
  upload_id text collate "C" primary key,
  sha256 text collate "C" not null,
  size_bytes bigint not null,
  bytes_here bigint not null,
  pieces integer not null,
  begun_by text collate "C" not null,
  expires_at text not null
);
create unique index document_upload_content on document_upload (sha256);
create index document_upload_expiry on document_upload (expires_at);

create table upload_piece (
  upload_id text collate "C" not null references document_upload on delete cascade,
  first_byte bigint not null,
  name text not null,
  primary key (upload_id, first_byte)
);
`,
};
