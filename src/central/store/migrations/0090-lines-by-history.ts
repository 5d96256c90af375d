import type { Migration } from './migration.ts';

/** Lines of cases in full are their history alone: blocks of before are made anew by the next loads. */
export const linesByHistory: Migration = {
  version: 90,
  name: 'lines-by-history',
  up: 'delete from snapshot_block;',
};
