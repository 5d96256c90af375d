import * as z from 'zod';
import { errorCodes } from '../errors/codes.ts';
import type { CommandType } from '../model/command.ts';
import { commandTypes } from '../model/command.ts';
import { conflictAnswers } from '../model/conflict.ts';
import { caseId, instant, officerId } from '../model/ids.ts';
import { refusalCodes } from '../model/refusal.ts';
import { method } from './define.ts';

export const outboxStates = ['waiting', 'sending', 'received', 'refused', 'handed-over'] as const;

/** Proof that central holds an act. */
export const receipt = z.object({
  /** Shown as the receipt number. */
  number: z.string(),
  receivedAt: instant,
  feedPosition: z.int().nullable(),
  /**
   * False while a power cut at central could still lose the answer: the act stays in this device's journal until then. Null
   * for an act of an earlier registration: it is not known any more.
   */
  durable: z.boolean().nullable(),
});

/** An act was on its way and no answer came. */
const failedTries = z.object({ count: z.int().positive(), code: z.enum(errorCodes), at: instant });

const kind = z.enum(commandTypes as [CommandType, ...CommandType[]]);

export const outboxItem = z.object({
  n: z.int().positive(),
  caseId,
  /** Empty where it is not known, or another person's and not on this device. */
  caseNumber: z.string(),
  /** Who did it: several people may share the device. */
  actor: z.object({ officerId, name: z.string() }),
  type: kind,
  /** What the act says in one line's worth of values (outcome, assessment, status, ...), for the catalogue's sentence. */
  summary: z.record(z.string(), z.string()),
  state: z.enum(outboxStates),
  actAt: instant,
  receipt: receipt.nullable(),
  refusal: z
    .object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  failedTries: failedTries.nullable(),
  /** How its author answered a conflict; null where there is none or it is not answered. */
  answer: z.enum(conflictAnswers).nullable(),
  /** An own act that waits for an answer (`conflict.explain`). */
  isConflict: z.boolean(),
  /** Its id among the acts that this store did before it was registered anew as another device; null for this one's. */
  earlier: z.int().positive().nullable(),
});
export type OutboxItem = z.infer<typeof outboxItem>;

/** That an act stands in central's log, checked on this device when it is asked for. */
export const receiptProof = z.object({
  /** The stream of the log: an office. */
  stream: z.string(),
  /** Number of the entry, from 1, of `size` entries that the signed head covers. */
  entry: z.int().positive(),
  size: z.int().positive(),
  /** SHA-256, hex: of the entry, and of the whole tree. */
  leaf: z.string(),
  root: z.string(),
  signedAt: instant,
  holds: z.boolean(),
  /** The receipt for a third party, as JSON text (`exportedReceipt` of the protocol); null for the act of another person. */
  exported: z.string().nullable(),
});
export type ReceiptProof = z.infer<typeof receiptProof>;

export const outboxContract = {
  /**
   * Newest first; after this device's acts those of its earlier registrations that central had answered. `open` leaves out
   * what has a receipt. Of other people's acts only that there is one: what it says and on
   * which case is shown where that case is on this device.
   */
  'outbox.list': method({
    args: z.object({
      show: z.enum(['all', 'open', 'refused']),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(500),
      /** A part of a case's number. */
      caseNumber: z.string().max(40).default(''),
      kinds: z.array(kind).max(40).default([]),
      whose: z.enum(['own', 'everyone']).default('own'),
    }),
    value: z.object({
      total: z.int(),
      items: z.array(outboxItem),
      /** Over all people of this device, whatever is asked for. */
      waiting: z.int(),
      refused: z.int(),
      /** When the oldest act that waits was done. */
      waitingSince: instant.nullable(),
      /** Everybody who has acts here. */
      people: z.array(z.object({ officerId, name: z.string() })),
    }),
    repeatable: true,
  }),
  /** `earlier` as in the item. Null for an act without an answer, and for an answer from before receipts were proven. */
  'outbox.receipt-proof': method({
    args: z.object({ n: z.int().positive(), earlier: z.int().positive().nullable().default(null) }),
    value: z.object({ proof: receiptProof.nullable() }),
    repeatable: true,
  }),
  /** Tree heads of central that contradict each other, as JSON text; null where there are none. */
  'outbox.log-evidence': method({
    args: z.object({}),
    value: z.object({ exported: z.string().nullable() }),
    repeatable: true,
  }),
};
