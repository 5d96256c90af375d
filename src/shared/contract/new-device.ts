import * as z from 'zod';
import type { ErrorCode } from '../errors/codes.ts';
import { recordField } from '../model/record-fields.ts';
import { method } from './define.ts';
import { outboxItem } from './outbox.ts';

/** Central and this device disagree on which acts it has made: nothing can be sent, and only a new device can go on. */
export const endsDevice: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['client-forked', 'acts-missing']);

/** An own act that was open when this device became a new one. */
export const earlierAct = outboxItem
  .pick({ n: true, caseId: true, caseNumber: true, type: true, summary: true, actAt: true })
  .extend({
    id: z.int().positive(),
    state: z.enum(['waiting', 'refused', 'handed-over']),
    /** What the act says, in full. */
    fields: z.array(recordField),
    /** The case's history has this very act: there is nothing to be done again. */
    isAtCentral: z.boolean(),
    /** A signature is never given again: doing it again makes it the draft. */
    becomesDraft: z.boolean(),
    isCaseHere: z.boolean(),
  });
export type EarlierAct = z.infer<typeof earlierAct>;

export const newDeviceContract = {
  /**
   * Sets the present store's journal and backups aside, with a backup made now, and goes on as a device that central has
   * never seen. Cases come anew; acts without an answer are kept for their authors (`device.earlier-acts`). Gives the
   * folder, within the data folder. Errors: `bad-request` where the exchange has no problem of `endsDevice`,
   * `disk-full`, `disk-failed`, `backup-damaged`.
   */
  'device.renew': method({
    args: z.object({}),
    value: z.object({ setAside: z.string() }),
    repeatable: false,
    timeoutMs: 600_000,
  }),
  /** Own open acts of the devices before, oldest first; `others`: how many other people of this device have. */
  'device.earlier-acts': method({
    args: z.object({}),
    value: z.object({ acts: z.array(earlierAct), others: z.int().nonnegative() }),
    repeatable: true,
  }),
  /**
   * `again` does the act over the present state, by the ordinary checks, as a new act of this device; `done` puts it aside.
   * Errors: `act-not-found` where it is not an own open one, those of `case-file.act`; the act stays open then.
   */
  'device.deal-with': method({
    args: z.object({ id: z.int().positive(), how: z.enum(['again', 'done']), actId: z.uuid() }),
    value: z.object({ n: z.int().positive().nullable() }),
    repeatable: true,
  }),
};
