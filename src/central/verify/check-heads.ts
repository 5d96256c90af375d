import { verify } from 'node:crypto';
import * as z from 'zod';
import { foldNodes, nodesOf } from '#shared/protocol/merkle.ts';
import { type LogIdentity, logIdentity, signedHeadText, type TreeHead, treeHead } from '#shared/protocol/tree-head.ts';
import { nodeHash } from '../audit/hashes.ts';
import { readSpans } from '../audit/log-tree.ts';
import type { ReadDb } from '../store/database.ts';
import { devicePublicKey } from '../sync/device.ts';
import type { LogProblem } from './log-problem.ts';

/** What a witness keeps: heads that central has signed at some time, and by which key. `central heads` prints it. */
export const keptHeads = z.object({ log: logIdentity, heads: z.array(treeHead) });
export type KeptHeads = z.infer<typeof keptHeads>;

/** Whether the key of a log has signed a head. */
export function isHeadSigned({ logId, key }: LogIdentity, head: TreeHead): boolean {
  const text = Buffer.from(signedHeadText(logId, head));
  return verify(null, text, devicePublicKey(key), Buffer.from(head.sig, 'hex'));
}

/** The root over the first `size` entries by the nodes that are stored; null where one of them is missing. */
async function rootAt(db: ReadDb, stream: string, size: number): Promise<string | null> {
  try {
    const [hashes = []] = await readSpans(db, stream, [{ begin: 0, end: size }]);
    return hashes.length === nodesOf({ begin: 0, end: size }).length ? foldNodes(hashes, nodeHash) : null;
  } catch {
    return null;
  }
}

/**
 * Heads that somebody kept elsewhere against the log as it stands: what was cut off, rolled back or rewritten whole, with
 * all hashes and the newest head made anew, shows here and nowhere else.
 *
 * @param sizes entries of each stream
 */
export async function checkKeptHeads(
  db: ReadDb,
  own: LogIdentity,
  kept: KeptHeads,
  sizes: ReadonlyMap<string, number>,
): Promise<LogProblem[]> {
  const problems: LogProblem[] = [];
  if (kept.log.key !== own.key || kept.log.logId !== own.logId)
    problems.push({ kind: 'key-changed', stream: '', n: 0 });
  for (const head of kept.heads) {
    const { stream, size, root } = head;
    // A head that its own key did not sign says nothing about the log.
    if (!isHeadSigned(kept.log, head)) problems.push({ kind: 'head-changed', stream, n: size });
    else if (size > (sizes.get(stream) ?? 0)) {
      problems.push({ kind: 'rolled-back', stream, n: (sizes.get(stream) ?? 0) + 1, through: size });
    } else if ((await rootAt(db, stream, size)) !== root) problems.push({ kind: 'contradicted', stream, n: size });
  }
  return problems;
}
