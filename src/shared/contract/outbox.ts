import * as z from 'zod';
import type { CommandType } from '../model/command.ts';
import { commandTypes } from '../model/command.ts';
import { caseId, instant } from '../model/ids.ts';
import { refusalCodes } from '../model/refusal.ts';
import { method } from './define.ts';

export const outboxStates = ['waiting', 'sending', 'received', 'refused', 'handed-over'] as const;

/** Proof that central holds an act. */
export const receipt = z.object({
  /** Shown as the receipt number. */
  number: z.string(),
  receivedAt: instant,
  feedPosition: z.int().nullable(),
});

export const outboxItem = z.object({
  n: z.int().positive(),
  caseId,
  caseNumber: z.string(),
  type: z.enum(commandTypes as [CommandType, ...CommandType[]]),
  /** What the act says in one line's worth of values (outcome, assessment, status, ...), for the catalogue's sentence. */
  summary: z.record(z.string(), z.string()),
  state: z.enum(outboxStates),
  actAt: instant,
  receipt: receipt.nullable(),
  refusal: z
    .object({ code: z.enum(refusalCodes), details: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});
export type OutboxItem = z.infer<typeof outboxItem>;

export const outboxContract = {
  /** Newest first. `open` leaves out what has a receipt. */
  'outbox.list': method({
    args: z.object({
      show: z.enum(['all', 'open', 'refused']),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(500),
    }),
    value: z.object({ total: z.int(), items: z.array(outboxItem), waiting: z.int(), refused: z.int() }),
    repeatable: true,
  }),
  /** Puts a refused act aside once the person has read why; it stays in the ledger. */
  'outbox.acknowledge': method({ args: z.object({ n: z.int().positive() }), value: z.object({}), repeatable: true }),
};
