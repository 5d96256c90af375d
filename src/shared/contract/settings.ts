import * as z from 'zod';
import { language } from '../model/bilingual.ts';
import { method } from './define.ts';

export const settings = z.object({
  language,
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  density: z.enum(['compact', 'comfortable']),
  viewerSide: z.enum(['middle', 'right']),
  /** Fractions of the width of file pane and desk. */
  paneWidths: z.object({ file: z.number().min(0.1).max(0.5), desk: z.number().min(0.15).max(0.6) }),
  /** Verified copies of the store that are kept; the oldest goes when a new one is good. */
  backupsKept: z.int().min(1).max(10),
});
export type Settings = z.infer<typeof settings>;

/** Readable before the store is open, because the unlock screen needs language and theme: kept outside it, holds nothing personal. */
export const settingsContract = {
  'settings.get': method({ args: z.object({}), value: settings, repeatable: true }),
  'settings.set': method({ args: settings.partial(), value: settings, repeatable: true }),
  /** What is stored on this device, for the Settings screen: honest figures. */
  'settings.storage': method({
    args: z.object({}),
    value: z.object({
      dataDir: z.string(),
      databaseBytes: z.int(),
      vaultBytes: z.int(),
      freeBytes: z.int(),
      cases: z.int(),
      documents: z.int(),
      cipher: z.string(),
      sqliteVersion: z.string(),
      synchronous: z.string(),
    }),
    repeatable: true,
  }),
};
