import * as z from 'zod';
import { caseState } from '../model/case-state.ts';
import { caseEvent } from '../model/event.ts';
import { caseId, instant } from '../model/ids.ts';
import { provenHead } from './tree-head.ts';

/**
 * `GET /sync/feed?partition=P&after=N&limit=L&waitMs=W`: what happened in an office after number N, as far as this
 * person may see it. Rows cover every number from N+1 to `to` without a gap: what is not theirs is counted as hidden,
 * so a missing number is noticed. With `waitMs` (at most 30,000) central answers when there is something, or then.
 * With `digest=no` the digest is left out: rows that are news are not held up by it, and it is asked for behind them.
 * With `logSize=S` the answer brings the newest tree head of this office's log, proven from size S.
 */
export const feedRow = z.discriminatedUnion('kind', [
  /** Events of a case that was and is on the device in full: apply in order. */
  z.object({ kind: z.literal('events'), n: z.int().positive(), caseId, events: z.array(caseEvent) }),
  /** The case comes onto the device, or its projection changed: this state replaces what was there. */
  z.object({
    kind: z.literal('state'),
    n: z.int().positive(),
    caseId,
    sight: z.enum(['full', 'summary', 'intake']),
    entered: z.boolean(),
    state: caseState,
    history: z.array(caseEvent),
  }),
  /** The case leaves the device, and why. */
  z.object({
    kind: z.literal('left'),
    n: z.int().positive(),
    caseId,
    reason: z.enum(['reassigned', 'transferred', 'taken-by-other', 'closed', 'access-changed']),
  }),
  z.object({ kind: z.literal('hidden'), n: z.int().positive(), count: z.int().positive() }),
]);
export type FeedRow = z.infer<typeof feedRow>;

export const feedResponse = z.object({
  partition: z.string(),
  after: z.int().nonnegative(),
  to: z.int().nonnegative(),
  /** Central's newest number in the partition when this was read. */
  head: z.int().nonnegative(),
  rows: z.array(feedRow),
  /**
   * SHA-256 (hex) over all cases of this person in the partition as of `to`: lines `caseId version sight` in order of
   * caseId, joined by `\n`. Present when `to` equals `head`, unless it was not wanted.
   */
  digest: z.string().nullable(),
  /** Where `logSize` was asked and the log has an entry; null otherwise. */
  log: provenHead.nullable(),
  centralEpoch: z.uuid(),
  now: instant,
});
export type FeedResponse = z.infer<typeof feedResponse>;

export const feedWaitMaximumMs = 30_000;
export const feedLimitMaximum = 2000;

/** One line of a digest; both sides build it from this. */
export function digestLine(id: string, version: number, sight: string): string {
  return `${id} ${version} ${sight}`;
}
