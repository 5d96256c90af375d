import { z } from 'zod';
import { caseState } from '../model/case-state.ts';
import { caseEvent } from '../model/event.ts';
import { instant } from '../model/ids.ts';

/**
 * `GET /sync/bootstrap?partition=P&cursor=C`: everything of this person in a partition, as newline-delimited JSON:
 * a header, then a line a case in order of caseId, then a trailer. A cut stream is resumed with the last caseId as
 * `cursor`. Lines are consistent with feed position `at`: cases changed meanwhile come again by the feed.
 */
export const bootstrapHeader = z.object({
  kind: z.literal('header'),
  partition: z.string(),
  at: z.int().nonnegative(),
  cases: z.int().nonnegative(),
  centralEpoch: z.uuid(),
  now: instant,
});
export const bootstrapCase = z.object({
  kind: z.literal('case'),
  sight: z.enum(['full', 'summary', 'intake']),
  state: caseState,
  history: z.array(caseEvent),
});
export const bootstrapTrailer = z.object({ kind: z.literal('trailer'), cases: z.int().nonnegative() });
export const bootstrapLine = z.discriminatedUnion('kind', [bootstrapHeader, bootstrapCase, bootstrapTrailer]);
export type BootstrapLine = z.infer<typeof bootstrapLine>;
