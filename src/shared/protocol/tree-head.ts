import * as z from 'zod';
import { instant } from '../model/ids.ts';

/** SHA-256 as hex. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A stream of central's log: an office, or `central` for what belongs to none. */
export const logStream = z.string().regex(/^[A-Za-z]{3,12}$/);

/**
 * What central says about a whole stream of its log at one moment, signed: that it had `size` entries and this Merkle
 * root (RFC 9162). Two heads that do not fit together prove that entries were changed, taken out or shown differently.
 */
export const treeHead = z.object({
  stream: logStream,
  size: z.int().nonnegative(),
  root: sha256Hex,
  at: instant,
  /** Epoch of central: another one after it was restored from a backup. */
  epoch: z.uuid(),
  /** Ed25519 by central's log key over `signedHeadText`, 64 bytes in hex. */
  sig: z.string().regex(/^[0-9a-f]{128}$/),
});
export type TreeHead = z.infer<typeof treeHead>;

/** A head, and the RFC 9162 consistency proof from the size that the asker named; empty where none was, or nothing grew. */
export const provenHead = z.object({ head: treeHead, consistency: z.array(sha256Hex).max(128) });
export type ProvenHead = z.infer<typeof provenHead>;

/** Which log, and the key that signs its heads: learned at first contact and pinned. */
export const logIdentity = z.object({
  logId: z.uuid(),
  /** Ed25519 public key, raw 32 bytes in hex. */
  key: sha256Hex,
});
export type LogIdentity = z.infer<typeof logIdentity>;

/** The text that central's log key signs: one fact a line, each line ended. */
export function signedHeadText(logId: string, head: Omit<TreeHead, 'sig'>): string {
  const { stream, size, root, at, epoch } = head;
  return `dossier tree head 1\nlog ${logId}\nstream ${stream}\nsize ${size}\nroot ${root}\nat ${at}\nepoch ${epoch}\n`;
}
