import * as z from 'zod';
import { instant, officeId, officerId } from './ids.ts';

/** Acts that an officer can leave to another: what they did on the file. Taking, moving, opening and reading are nobody else's. */
export const handedOverTypes = [
  'assessment.record',
  'note.add',
  'document.add',
  'bring-forward.set',
  'bring-forward.clear',
  'evidence.add',
  'evidence.remove',
  'decision.draft',
  'decision.sign',
] as const;
export type HandedOverType = (typeof handedOverTypes)[number];

export function isHandedOverType(type: string): type is HandedOverType {
  return (handedOverTypes as readonly string[]).includes(type);
}

/** The act that left the draft on the case (`actKey`): one act, one draft. */
export const handedOverId = z.string().regex(/^[0-9a-f-]{36}:[1-9]\d{0,8}$/);

/** `used`: the officer made an act of their own of it. `put-aside`: they did not. `replaced`: its author did it again. */
export const settlements = ['used', 'put-aside', 'replaced'] as const;

/**
 * An act that was not applied and is kept on the case for whoever holds it (sync.md "Assignment epoch"). It is never
 * applied itself: the officer of the case makes an act of their own of it, or puts it aside.
 */
export const handedOverDraft = z.object({
  id: handedOverId,
  type: z.enum(handedOverTypes),
  /** A payload of that type, as its author made it. */
  payload: z.unknown(),
  by: officerId,
  officeId,
  /** The author's device clock when it was done. */
  doneAt: instant,
  /** Why its author left it, in their words; empty where a reassignment did. */
  reason: z.string().max(500),
  settled: z.object({ how: z.enum(settlements), by: officerId, at: instant, reason: z.string().max(500) }).nullable(),
});
export type HandedOverDraft = z.infer<typeof handedOverDraft>;
