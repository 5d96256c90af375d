import * as z from 'zod';
import { commandEnvelope } from '#shared/protocol/command-envelope.ts';
import { logIdentity } from '#shared/protocol/tree-head.ts';

/** Who this device is, and how far its chain of acts has come: enough for a new store to go on as the same client. */
const identityRecord = z.object({
  kind: z.literal('identity'),
  clientId: z.uuid(),
  /** The device's Ed25519 private key as the device module writes it. */
  deviceKey: z.string(),
  /** Number of the last act made, and the `prevHash` of the next. */
  n: z.int().nonnegative(),
  prevHash: z.string(),
  /** Central's log and its key as learned at first contact; absent before that, and in journals of older versions. */
  log: logIdentity.optional(),
});

/** A signed act, as it goes to central. */
const actRecord = z.object({ kind: z.literal('act'), actId: z.uuid(), envelope: commandEnvelope });

export const journalRecord = z.discriminatedUnion('kind', [identityRecord, actRecord]);
export type JournalRecord = z.infer<typeof journalRecord>;
export type IdentityRecord = z.infer<typeof identityRecord>;
export type ActRecord = z.infer<typeof actRecord>;
