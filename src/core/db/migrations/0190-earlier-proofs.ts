import type { Migration } from '../migrate.ts';

/**
 * Proofs of receipts that this store had as another device, each whole: that device's key, and the head as central signed
 * it, which the trusted heads of today need not keep.
 */
export const earlierProofsMigration: Migration = {
  version: 190,
  up: (db) =>
    db.script(`
      create table earlier_proof (
        id integer primary key references earlier_act (id),
        device_key text not null,
        entry integer not null,
        leaf text not null,
        path text not null,
        seen_from text,
        has_result integer not null,
        stream text not null,
        size integer not null,
        root text not null,
        at text not null,
        epoch text not null,
        sig text not null
      ) strict;
      create index earlier_act_answered on earlier_act (id) where result is not null and dealt is not null;
    `),
};
