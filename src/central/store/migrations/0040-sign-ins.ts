import type { Migration } from './migration.ts';

/** Which device each token is used on, so that both end together; why a device was shut out; when a person was signed out. */
export const signIns: Migration = {
  version: 40,
  name: 'sign-ins',
  up: `
create table sign_in (
  token_id text collate "C" primary key,
  client_id text collate "C" not null,
  expires_at text not null
);
create index sign_in_expiry on sign_in (expires_at);

alter table client add column revoked_reason text;
alter table person add column signed_out_at text;
`,
};
