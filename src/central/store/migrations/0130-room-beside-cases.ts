import type { Migration } from './migration.ts';

/**
 * Each act writes its case's row anew. With room on its page the new version stays there and no index hears of it; on full
 * pages, as a load leaves them, all five have to be told.
 */
export const roomBesideCases: Migration = {
  version: 130,
  name: 'room-beside-cases',
  up: 'alter table case_state set (fillfactor = 80);',
};
