import * as z from 'zod';
import { caseState } from '../model/case-state.ts';
import { caseEvent } from '../model/event.ts';
import { instant } from '../model/ids.ts';

/**
 * `GET /sync/cases/:caseId`: the whole of a case that a supervisor's device has in summary. It rests on an opening of the
 * case by this person, with a reason, that central has accepted: the signed act in the case's own history is the reason
 * for the reading, and the reading itself is audited. `not-permitted` where there is none within the last hours
 * (`wholeReadingMs`), `case-not-found` where the case is none of theirs. Nothing of this is part of the feed or its digest.
 */
export const wholeCase = z.object({
  state: caseState,
  history: z.array(caseEvent),
  /** Until when the reason holds; the device forgets the whole then. */
  until: instant,
  now: instant,
});
export type WholeCaseResponse = z.infer<typeof wholeCase>;
