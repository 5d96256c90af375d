import { hash } from 'node:crypto';
import type { ReceiptProof } from '#shared/contract/outbox.ts';
import { chainedText } from '#shared/protocol/command-envelope.ts';
import type { ExportedReceipt } from '#shared/protocol/exported-receipt.ts';
import { actEntry, entryText, leafText, resultText } from '#shared/protocol/log-entry.ts';
import { rootOfInclusion } from '#shared/protocol/merkle.ts';
import { isSigned, nodeHash } from '../../sync/check-log.ts';
import type { ActProof } from '../../sync/ports.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { findEarlier, readEarlierProof } from './earlier-store.ts';
import { readEvidence, readLogIdentity, readProof } from './proof-store.ts';
import { findAct } from './store.ts';

/** A receipt with its proof, and the key of the device that did the act. */
interface Proven {
  readonly act: Pick<ExportedReceipt, 'envelope' | 'result'>;
  readonly proof: ActProof;
  readonly deviceKey: string;
}

function provenHere({ db, device }: Workspace, n: number): Proven | null {
  const act = findAct(db, n);
  const proof = readProof(db, n);
  if (act?.result == null || proof === null) return null;
  return { act: { envelope: act.envelope, result: act.result }, proof, deviceKey: device.publicKey };
}

function provenEarlier({ db }: Workspace, id: number): Proven | null {
  const act = findEarlier(db, id);
  const kept = readEarlierProof(db, id);
  return act === null || kept === null ? null : { act, ...kept };
}

/** All of a receipt that somebody else needs to check it; null where central's log is not known. */
function exportReceipt({ db }: Workspace, { act, proof, deviceKey }: Proven): ExportedReceipt | null {
  const log = readLogIdentity(db);
  if (log === null) return null;
  const { head, entry, path, from, hasResult } = proof;
  const { envelope, result } = act;
  const place = { head, entry, path: [...path], from, hasResult };
  return { format: 'dossier-receipt-1', log, ...place, envelope, result, deviceKey };
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

/**
 * The proof of one receipt as a person looks at it: checked again at this moment. Of this device's act `n`, or where
 * `earlier` is given, of the act under that id that it did as another device.
 */
export function receiptProof(workspace: Workspace, n: number, earlier: number | null): ReceiptProof | null {
  const { actor } = workspace;
  const proven = earlier === null ? provenHere(workspace, n) : provenEarlier(workspace, earlier);
  const receipt = proven === null ? null : exportReceipt(workspace, proven);
  if (proven === null || receipt === null) return null;
  const { leaf } = proven.proof;
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
