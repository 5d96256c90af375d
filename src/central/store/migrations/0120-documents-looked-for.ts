import type { Migration } from './migration.ts';

/** Epoch of central in which a wanted content was last looked for in the store of documents; null: not yet. */
export const documentsLookedFor: Migration = {
  version: 120,
  name: 'documents-looked-for',
  up: 'alter table document_wanted add column looked_for_in text;',
};
