import type { Migration } from '../migrate.ts';

/** Cases whose documents stay on the device whatever else has to make room: those of a trip, by its plan. */
export const documentPinsMigration: Migration = {
  version: 90,
  up: (db) =>
    db.script(`
      create table document_pin (
        plan_id text not null,
        case_id text not null,
        pinned_at text not null,
        primary key (plan_id, case_id)
      ) strict, without rowid;
      create index document_pin_case on document_pin (case_id);
    `),
};
