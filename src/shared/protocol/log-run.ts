import * as z from 'zod';
import { logStream, sha256Hex } from './tree-head.ts';

/**
 * Acts that stand in a stream without another entry between them, and the rest of the tree around them: `left` are the
 * subtrees before the first (`nodesOf`), `right` those between the last and the size of the head of that stream.
 */
export const logRun = z.object({
  stream: logStream,
  /** Number of the first entry, from 1. */
  first: z.int().positive(),
  /** Numbers of the acts, in the order of their entries. */
  acts: z.array(z.int().positive()).min(1),
  /** As central noted it in these entries; the device cannot know it. */
  from: z.string().nullable(),
  /** False for entries from before protocol 2, which hold the outcome and no hash of the result. */
  hasResult: z.boolean(),
  left: z.array(sha256Hex).max(64),
  right: z.array(sha256Hex).max(128),
});
export type LogRun = z.infer<typeof logRun>;
