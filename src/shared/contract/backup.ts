import * as z from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { instant } from '../model/ids.ts';
import { method } from './define.ts';

/** A verified copy of the device's database, encrypted with the same key. Holds nothing personal by itself. */
export const backup = z.object({
  /** Names its file. */
  id: z.string().regex(/^[0-9TZ-]{10,40}$/),
  madeAt: instant,
  /** Opened, every page checked, counted against the store: only then is it kept. */
  verifiedAt: instant,
  sizeBytes: z.int().positive(),
  cases: z.int().nonnegative(),
  /** Acts in the outbox, and the number of the newest. */
  acts: z.int().nonnegative(),
  lastAct: z.int().nonnegative(),
  schemaVersion: z.int().positive(),
});
export type Backup = z.infer<typeof backup>;

/** What happened when a damaged store was replaced; shown until the person has read it. */
export const recovery = z.object({
  at: instant,
  /** When the backup that was put back had been made; null where none was good and the store was made anew. */
  backupMadeAt: instant.nullable(),
  /** Acts that came from the journal on top of it. */
  actsFromJournal: z.int().nonnegative(),
  /** Folder, within the data folder, where the store that was replaced is kept; null where there was no file. */
  setAside: z.string().nullable(),
  /** The person chose it; otherwise the store was found damaged. */
  byChoice: z.boolean(),
});
export type Recovery = z.infer<typeof recovery>;

export const backupContract = {
  /** Newest first. */
  'backup.list': method({
    args: z.object({}),
    value: z.object({
      folder: z.string(),
      backups: z.array(backup),
      running: z.boolean(),
      /** Why the last try failed; null where it did not. */
      problem: z.enum(errorCodes).nullable(),
    }),
    repeatable: true,
  }),
  /** Makes and verifies one now; answers when it is kept. Errors: `disk-full`, `disk-failed`, `backup-damaged`. */
  'backup.now': method({ args: z.object({}), value: backup, repeatable: true, timeoutMs: 600_000 }),
  /**
   * Puts one back in place of the store, which is set aside; the journal's acts are done on top. Errors: `backup-damaged`
   * (the store stays as it is), `disk-full`, `disk-failed`.
   */
  'backup.put-back': method({
    args: z.object({ id: backup.shape.id }),
    value: z.object({}),
    repeatable: false,
    timeoutMs: 600_000,
  }),
};
