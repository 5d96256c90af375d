import type { Migration } from '../migrate.ts';

/** All steps of the schema, in order. */
export const migrations: readonly Migration[] = [];
