import * as z from 'zod';

/** How a stream of news ends where central ends it; a stream that just stops was cut. */
const endReason = z.enum([
  'token-expired',
  'client-revoked',
  /** What this person may read has changed: say hello. */
  'access-changed',
  /** This process of central is going; another one, or the same one again, takes the next stream. */
  'draining',
  /** The same device has opened a newer stream. */
  'replaced',
]);

/**
 * `GET /sync/events?client=C`: one stream of server-sent events for all partitions of a person, each a line of `data` in
 * this shape. It says that there is something, never what: the feed does. `begin` comes first and names the head of each
 * partition; `news` a number up to which there is something that this person may see, at most one a partition in
 * `newsSpacingMs`. While nothing happens a comment comes every `beatMs`, so that a line that is dead or held back by a
 * proxy is noticed.
 */
export const newsEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    centralEpoch: z.uuid(),
    beatMs: z.int().positive(),
    heads: z.array(z.object({ partition: z.string(), n: z.int().nonnegative() })),
  }),
  z.object({ kind: z.literal('news'), partition: z.string(), n: z.int().positive() }),
  /** This device's answers up to this number would survive a power cut at central; where that is not so from the start. */
  z.object({ kind: z.literal('durable'), through: z.int().positive() }),
  z.object({ kind: z.literal('end'), why: endReason }),
]);
export type NewsEvent = z.infer<typeof newsEvent>;
export type NewsEndReason = z.infer<typeof endReason>;

export const newsSpacingMs = 100;
