import * as z from 'zod';
import { conflictAnswers } from '../model/conflict.ts';
import { instant, officerId } from '../model/ids.ts';
import { recordField } from '../model/record-fields.ts';
import { refusalCodes } from '../model/refusal.ts';
import { method } from './define.ts';
import { outboxItem } from './outbox.ts';

const possible = z.object({
  can: z.boolean(),
  /** The rule that stands against it; null where it is possible, or where the case is not here. */
  refusal: z.enum(refusalCodes).nullable(),
});

/** Why an act does not go through, and between what is to be chosen. */
export const conflict = z.object({
  n: z.int().positive(),
  actAt: instant,
  /** Central's clock when it answered; null while the refusal is only foreseen. */
  answeredAt: instant.nullable(),
  outcome: z.enum(['foreseen', 'refused', 'handed-over']),
  refusal: z.enum(refusalCodes),
  /** The record as its author saw it when acting; null where this device does not know it. */
  base: z.array(recordField).nullable(),
  /** What the act would have made of it. */
  mine: z.array(recordField),
  /** The record as central has it; null where the case is no longer here. */
  theirs: z.array(recordField).nullable(),
  /** What somebody did that it does not go through for; null where it is not known here. */
  cause: z
    .object({ what: z.string(), by: officerId.nullable(), actAt: instant, receivedAt: instant.nullable() })
    .nullable(),
  /** Why the case has left this device, and when; null while it is here. */
  left: z.object({ reason: z.string(), at: instant }).nullable(),
  keep: possible,
  leave: possible,
});
export type Conflict = z.infer<typeof conflict>;

export const conflictContract = {
  /** Own acts that do not go through and are not answered, oldest first. */
  'conflict.list': method({
    args: z.object({}),
    value: z.array(outboxItem),
    repeatable: true,
  }),
  /** Errors: `act-not-found` where it is none of one's own or does not conflict any more. */
  'conflict.explain': method({ args: z.object({ n: z.int().positive() }), value: conflict, repeatable: true }),
  /**
   * Answers a conflict. `kept` does the act anew over the present state, by the ordinary checks; a signature is never
   * given anew: what was signed becomes the draft, to be reviewed and signed by its officer. `left` leaves it on the case.
   * Errors: `act-not-found`, those of `case-file.act`; after any of them the conflict stands as it stood.
   */
  'conflict.answer': method({
    args: z.object({
      n: z.int().positive(),
      actId: z.uuid(),
      answer: z.enum(conflictAnswers),
      reason: z.string().max(500),
    }),
    value: z.object({ n: z.int().positive().nullable() }),
    repeatable: true,
  }),
};
