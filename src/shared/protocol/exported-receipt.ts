import * as z from 'zod';
import { commandEnvelope } from './command-envelope.ts';
import { commandResult } from './push-commands.ts';
import { logIdentity, sha256Hex, treeHead } from './tree-head.ts';

/**
 * A receipt for somebody else, with all that is needed to check it without central or the device: the signed act, the
 * answer, where its entry stands, the RFC 9162 inclusion proof, the signed head, and both keys.
 */
export const exportedReceipt = z.object({
  format: z.literal('dossier-receipt-1'),
  log: logIdentity,
  head: treeHead,
  /** Number of the entry in the head's stream, from 1. */
  entry: z.int().positive(),
  path: z.array(sha256Hex).max(64),
  /** The device's address as central noted it. */
  from: z.string().nullable(),
  /** False for entries from before protocol 2: they hold the outcome, not the whole answer. */
  hasResult: z.boolean(),
  envelope: commandEnvelope,
  result: commandResult,
  /** Ed25519 key of the device, raw 32 bytes in hex. */
  deviceKey: sha256Hex,
});
export type ExportedReceipt = z.infer<typeof exportedReceipt>;
