import * as z from 'zod';
import { caseId, clientId, instant } from '../model/ids.ts';
import { refusalCodes } from '../model/refusal.ts';
import { commandEnvelope } from './command-envelope.ts';
import { logRun } from './log-run.ts';
import { logStream, provenHead } from './tree-head.ts';

/** Most envelopes in one batch; a larger one is refused whole with `batch-too-large`. */
export const batchMaximum = 500;

/** `POST /sync/commands`: a run of envelopes in order of `n`, all of one client. Handled in one transaction. */
export const pushRequest = z.object({
  clientId,
  commands: z.array(commandEnvelope).min(1).max(batchMaximum),
  /** Sizes of the newest tree heads that this device has verified: heads in the answer are proven from there. */
  heads: z
    .array(z.object({ stream: logStream, size: z.int().nonnegative() }))
    .max(100)
    .optional(),
});
export type PushRequest = z.infer<typeof pushRequest>;

/** Proof that central has decided an act: kept with the act, shown as the receipt. */
const pushReceipt = z.object({
  /** `R-<client's first 8>-<n>`: what a person can read out. */
  number: z.string(),
  receivedAt: instant,
  /** Partition and number of the feed row that carries the effect; null where nothing changed. */
  feed: z.object({ partition: z.string(), n: z.int().positive() }).nullable(),
  /** Case version after the act. */
  caseVersion: z.int().nonnegative(),
});

/** A refusal is a result too and uses up its number. The same `n` always gets the same stored result. */
export const commandResult = z.discriminatedUnion('outcome', [
  z.object({ n: z.int().positive(), outcome: z.literal('accepted'), receipt: pushReceipt }),
  z.object({
    n: z.int().positive(),
    outcome: z.literal('refused'),
    receipt: pushReceipt,
    refusal: z.object({
      code: z.enum(refusalCodes),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  /** Applied by nobody: kept on the case for the new officer (stale assignment epoch). */
  z.object({ n: z.int().positive(), outcome: z.literal('handed-over'), receipt: pushReceipt, caseId }),
]);
export type CommandResult = z.infer<typeof commandResult>;

/**
 * `last`: the highest number central has a result for. `durableThrough`: the highest number that would survive a power
 * cut at central; a client keeps acknowledged acts until it passes them (PGlite: as of its last copy; PostgreSQL: equals `last`).
 */
export const pushResponse = z.object({
  /** Where each of these acts stands in the log, with one head for each stream that they stand in. */
  log: z.object({ heads: z.array(provenHead), runs: z.array(logRun) }),
  results: z.array(commandResult),
  last: z.int().nonnegative(),
  durableThrough: z.int().nonnegative(),
  centralEpoch: z.uuid(),
  now: instant,
});
export type PushResponse = z.infer<typeof pushResponse>;
