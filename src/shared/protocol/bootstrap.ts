import * as z from 'zod';
import { caseState } from '../model/case-state.ts';
import { caseEvent, caseEventShape } from '../model/event.ts';
import { caseId, instant } from '../model/ids.ts';
import { exactShape } from './exact-shape.ts';

/**
 * `GET /sync/bootstrap?partition=P&cursor=C&at=N`: everything of this person in a partition, as newline-delimited JSON:
 * a header, then a line a case in order of caseId, then a trailer. A cut stream is resumed with the last caseId as
 * `cursor` and the `at` of the first header, and stays at that moment (without `at` it moves to the present one). Lines
 * are exactly as of feed position `at`; what changed meanwhile comes by the feed after it. `cases` counts the lines of
 * this stream, after `cursor`.
 *
 * Lines of cases that have changed since a packed block was made come before it, behind a line `ahead` that counts them:
 * each takes its place by its caseId, and what the block says of that case in an earlier version is passed over. So the lines
 * between two of these are in order of caseId, and so is what comes of both.
 *
 * A case in full is its history alone: the state is what that comes to, by the same model on either side. What is held
 * back of the others would be missing in it, so these come with their state.
 */
const bootstrapHeader = z.object({
  kind: z.literal('header'),
  partition: z.string(),
  at: z.int().nonnegative(),
  cases: z.int().nonnegative(),
  centralEpoch: z.uuid(),
  now: instant,
});
const fullCase = z.object({
  kind: z.literal('case'),
  sight: z.literal('full'),
  id: caseId,
  history: z.array(caseEvent).min(1),
});
const projectedCase = z.object({
  kind: z.literal('case'),
  sight: z.enum(['summary', 'intake']),
  state: caseState,
  history: z.array(caseEvent),
});
const bootstrapCase = z.discriminatedUnion('sight', [fullCase, projectedCase]);
/** How many lines of cases may come ahead at once: they are kept in memory until their place comes. */
export const aheadMaximum = 500;
/** Characters of these together, but for the last of them. */
export const aheadCharactersMaximum = 8 * 1024 * 1024;
const bootstrapAhead = z.object({ kind: z.literal('ahead'), cases: z.int().positive().max(aheadMaximum) });
const bootstrapTrailer = z.object({ kind: z.literal('trailer'), cases: z.int().nonnegative() });
export const bootstrapLine = z.discriminatedUnion('kind', [
  bootstrapHeader,
  bootstrapAhead,
  bootstrapCase,
  bootstrapTrailer,
]);
export type BootstrapLine = z.infer<typeof bootstrapLine>;
export type BootstrapCase = z.infer<typeof bootstrapCase>;

/** True only for the line of a case that `bootstrapLine` gives back as it is; false says nothing, ask the schema then. */
export const isExactCaseLine = exactShape(bootstrapCase, new Map([[caseEvent, caseEventShape]]));
