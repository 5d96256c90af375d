import type { Migration } from './migration.ts';

/** The bootstrap of a whole office walks its cases in order of their ids, a page at a time. */
export const caseOrder: Migration = {
  version: 20,
  name: 'case-order',
  up: 'create index case_order on case_state (office, case_id);',
};
