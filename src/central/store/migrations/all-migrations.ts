import { foundation } from './0010-foundation.ts';
import type { Migration } from './migration.ts';

/** In order of their numbers. */
export const migrations: readonly Migration[] = [foundation];
