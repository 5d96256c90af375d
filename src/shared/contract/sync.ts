import * as z from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { instant } from '../model/ids.ts';
import { method } from './define.ts';

export const syncStatus = z.object({
  /** `up-to-date` only when the last exchange reached the end of the feed and nothing waits. */
  state: z.enum(['signed-out', 'offline', 'syncing', 'up-to-date', 'behind', 'stopped']),
  /** The person has switched to working offline; nothing is tried until it is switched back. */
  byChoice: z.boolean(),
  /** The network is kept away for a moment, while a trip is checked; it comes back by itself. */
  held: z.boolean(),
  since: instant.nullable(),
  lastConfirmedAt: instant.nullable(),
  waiting: z.object({ acts: z.int(), decisions: z.int(), refused: z.int() }),
  /** False where central has answered acts that a power cut there could still lose: they stay on this device until then. */
  durable: z.boolean(),
  documents: z.object({
    missing: z.int(),
    missingBytes: z.int(),
    /** Median over the last transfers, pauses left out; null before the first since the start. */
    bytesPerSecond: z.int().nullable(),
    /** "Cases only": documents wait until it is switched back; kept over a restart. */
    paused: z.boolean(),
    /** Added here and not yet at central. */
    owed: z.int(),
    owedBytes: z.int(),
  }),
  /** First load: cases here of cases expected; null otherwise. */
  progress: z.object({ done: z.int(), of: z.int() }).nullable(),
  /** Why it is stopped or offline; codes of the error union, with the counts and limits that its message names. */
  problem: z.enum(errorCodes).nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Cases on this device, and the most that there may be. */
  cases: z.object({ here: z.int(), limit: z.int() }),
  /** After failures in a row: how many, when the last one was, and when the next try is. */
  retry: z.object({ failures: z.int().positive(), lastAt: instant, nextAt: instant }).nullable(),
  /** Seconds that this device's clock differs from central's; null before the first exchange. */
  clockSkewSeconds: z.number().nullable(),
});
export type SyncStatus = z.infer<typeof syncStatus>;

export const syncContract = {
  'sync.status': method({ args: z.object({}), value: syncStatus, repeatable: true }),
  /** Starts an exchange now; answers when it has been started, not when it is done. */
  'sync.now': method({ args: z.object({}), value: z.object({}), repeatable: true }),
  /** "Work offline": stops the exchange until it is switched back on; kept over a restart. */
  'sync.set-offline': method({ args: z.object({ offline: z.boolean() }), value: syncStatus, repeatable: true }),
};
