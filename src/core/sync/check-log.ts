import { createPublicKey, hash, verify } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { chainedText } from '#shared/protocol/command-envelope.ts';
import { actEntry, entryText, leafText, resultText } from '#shared/protocol/log-entry.ts';
import type { LogRun } from '#shared/protocol/log-run.ts';
import type { NodeHash } from '#shared/protocol/merkle.ts';
import { isConsistent } from '#shared/protocol/merkle.ts';
import { proveRun } from '#shared/protocol/merkle-run.ts';
import type { CommandResult, PushResponse } from '#shared/protocol/push-commands.ts';
import type { LogIdentity, ProvenHead, TreeHead } from '#shared/protocol/tree-head.ts';
import { signedHeadText } from '#shared/protocol/tree-head.ts';
import type { ActProof, LogTrust } from './ports.ts';

/** RFC 9162 hash of an inner node. */
export const nodeHash: NodeHash = (left, right) => hash('sha256', Buffer.from(`01${left}${right}`, 'hex'));

function invalid(why: string, details: Record<string, number> = {}): AppError {
  return new AppError('receipt-invalid', { why, ...details });
}

/** The log and its key are those of the first contact. Errors: `log-key-changed`. */
export function checkIdentity({ identity }: LogTrust, offered: LogIdentity): void {
  if (identity === null) return;
  if (identity.key !== offered.key || identity.logId !== offered.logId) throw new AppError('log-key-changed');
}

/** Whether central's log key has signed a head. */
export function isSigned({ logId, key }: LogIdentity, head: TreeHead): boolean {
  const x = Buffer.from(key, 'hex').toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(signedHeadText(logId, head)), publicKey, Buffer.from(head.sig, 'hex'));
}

/** Two heads of one log and epoch that cannot both be true. */
export interface Contradiction {
  readonly kept: TreeHead;
  readonly offered: TreeHead;
}

/**
 * A head is signed, is of the present epoch, and continues the one that was verified before it.
 *
 * @returns the two heads where it does not continue: proof that the log was changed or is shown differently to others
 * @throws AppError `receipt-invalid` for what is not signed as it should be
 */
export function contradictionOf(
  trust: LogTrust,
  epoch: string,
  { head, consistency }: ProvenHead,
): Contradiction | null {
  if (trust.identity === null || head.epoch !== epoch || !isSigned(trust.identity, head)) throw invalid('head');
  const kept = trust.heads.find((each) => each.stream === head.stream);
  if (kept === undefined || kept.epoch !== epoch) return null;
  return isConsistent(kept, head, consistency, nodeHash) ? null : { kept, offered: head };
}

interface Answered {
  readonly envelope: CommandEnvelope;
  readonly result: CommandResult;
}

/** Each leaf is made again from what this device sent and what it was answered; nothing that central says goes into it but the address. */
function leavesOf(run: LogRun, answered: ReadonlyMap<number, Answered>): string[] {
  return run.acts.map((n, index) => {
    const own = answered.get(n);
    if (own === undefined) throw invalid('act', { n });
    const { envelope, result } = own;
    const entry = actEntry({
      envelope,
      hash: hash('sha256', chainedText(envelope)),
      result,
      resultHash: run.hasResult ? hash('sha256', resultText(result)) : null,
      from: run.from,
    });
    return hash('sha256', leafText(entryText(run.stream, run.first + index, entry)));
  });
}

/**
 * Proves every answer to acts: its entry stands in the log under the head that came with it. The heads themselves are
 * checked by `contradictionOf`.
 *
 * @throws AppError `receipt-invalid` where an answer has no proof, or one that does not hold
 */
export function proveAnswers(commands: readonly CommandEnvelope[], { results, log }: PushResponse): ActProof[] {
  const sent = new Map(commands.map((envelope) => [envelope.n, envelope]));
  const answered = new Map<number, Answered>();
  for (const result of results) {
    const envelope = sent.get(result.n);
    if (envelope === undefined) throw invalid('act', { n: result.n });
    answered.set(result.n, { envelope, result });
  }
  const proofs = log.runs.flatMap((run): ActProof[] => {
    const head = log.heads.find((each) => each.head.stream === run.stream)?.head;
    if (head === undefined) throw invalid('head');
    const leaves = leavesOf(run, answered);
    const { first, left, right } = run;
    const proven = proveRun({ first: first - 1, leaves, size: head.size, left, right }, nodeHash);
    if (proven?.root !== head.root) throw invalid('inclusion', { n: run.acts[0] ?? 0 });
    return run.acts.map((n, index) => ({
      n,
      head,
      entry: first + index,
      leaf: leaves[index] ?? '',
      path: proven.paths[index] ?? [],
      from: run.from,
      hasResult: run.hasResult,
    }));
  });
  const proven = new Set(proofs.map((each) => each.n));
  const missing = results.find((result) => !proven.has(result.n));
  if (missing !== undefined) throw invalid('missing', { n: missing.n });
  return proofs;
}
