import { hash } from 'node:crypto';
import type { ReceiptProof } from '#shared/contract/outbox.ts';
import { chainedText } from '#shared/protocol/command-envelope.ts';
import type { ExportedReceipt } from '#shared/protocol/exported-receipt.ts';
import { actEntry, entryText, leafText, resultText } from '#shared/protocol/log-entry.ts';
import { rootOfInclusion } from '#shared/protocol/merkle.ts';
import { isSigned, nodeHash } from '../../sync/check-log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readEvidence, readLogIdentity, readProof } from './proof-store.ts';
import { findAct } from './store.ts';

/** All of a receipt that somebody else needs to check it; null where there is no proof. */
function exportReceipt({ db, device }: Workspace, n: number): ExportedReceipt | null {
  const act = findAct(db, n);
  const proof = readProof(db, n);
  const log = readLogIdentity(db);
  if (act?.result == null || proof === null || log === null) return null;
  const { head, entry, path, from, hasResult } = proof;
  const { envelope, result } = act;
  const place = { head, entry, path: [...path], from, hasResult };
  return { format: 'dossier-receipt-1', log, ...place, envelope, result, deviceKey: device.publicKey };
}

/** Whether a receipt holds, made again from nothing but what is kept here. */
function doesHold(
  { log, head, entry, path, from, hasResult, envelope, result }: ExportedReceipt,
  leaf: string,
): boolean {
  const resultHash = hasResult ? hash('sha256', resultText(result)) : null;
  const logged = actEntry({ envelope, hash: hash('sha256', chainedText(envelope)), result, resultHash, from });
  const own = hash('sha256', leafText(entryText(head.stream, entry, logged)));
  const root = rootOfInclusion({ leaf: own, index: entry - 1, size: head.size }, path, nodeHash);
  return own === leaf && root === head.root && isSigned(log, head);
}

/** The proof of one receipt as a person looks at it: checked again at this moment. */
export function receiptProof(workspace: Workspace, n: number): ReceiptProof | null {
  const { db, actor } = workspace;
  const receipt = exportReceipt(workspace, n);
  const leaf = readProof(db, n)?.leaf;
  if (receipt === null || leaf === undefined) return null;
  const { head, entry } = receipt;
  return {
    stream: head.stream,
    entry,
    leaf,
    size: head.size,
    root: head.root,
    signedAt: head.at,
    holds: doesHold(receipt, leaf),
    exported: receipt.envelope.actor === actor.officerId ? JSON.stringify(receipt, null, 2) : null,
  };
}

/** Heads of the log that contradict each other, with the key that signed them, as text for whoever looks into it. */
export function exportEvidence({ db }: Workspace): string | null {
  const contradictions = readEvidence(db);
  if (contradictions.length === 0) return null;
  return JSON.stringify({ log: readLogIdentity(db), contradictions }, null, 2);
}
