import * as z from 'zod';
import { actor } from '../model/actor.ts';
import { clientId, instant, officeId, officerId } from '../model/ids.ts';
import { logIdentity } from './tree-head.ts';

/**
 * `POST /sync/hello`: the first message of each exchange. Registers the device's public key on first sight; a known
 * client with another key, a revoked one, or one whose last number is beyond central's is told so.
 */
export const helloRequest = z.object({
  clientId,
  /** Ed25519 public key, raw 32 bytes in hex. */
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Highest number that this device has made, and the highest that it has a result for. */
  lastMade: z.int().nonnegative(),
  lastAnswered: z.int().nonnegative(),
  appVersion: z.string().max(40),
  now: instant,
});
export type HelloRequest = z.infer<typeof helloRequest>;

/** A colleague as lists show them. */
export const person = z.object({
  officerId,
  name: z.string(),
  officeId,
  active: z.boolean(),
  decides: z.boolean(),
});
export type Person = z.infer<typeof person>;

export const helloResponse = z.object({
  actor,
  /** Feed partitions that this person reads. */
  partitions: z.array(z.string()),
  people: z.array(person),
  /** Highest number that central has a result for from this client. */
  last: z.int().nonnegative(),
  /** As in the answer to acts. */
  durableThrough: z.int().nonnegative(),
  centralEpoch: z.uuid(),
  /** PGlite may lose what it has committed since its last copy in a power cut; said so. */
  durability: z.enum(['durable', 'not-durable']),
  /** The log that receipts are proven by. */
  log: logIdentity,
  now: instant,
  limits: z.object({ batch: z.int(), feed: z.int(), cases: z.int() }),
});
export type HelloResponse = z.infer<typeof helloResponse>;
