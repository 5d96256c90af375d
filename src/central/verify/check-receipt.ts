import { hash } from 'node:crypto';
import { chainedText } from '#shared/protocol/command-envelope.ts';
import type { ExportedReceipt } from '#shared/protocol/exported-receipt.ts';
import { actEntry, entryText, resultText } from '#shared/protocol/log-entry.ts';
import { rootOfInclusion } from '#shared/protocol/merkle.ts';
import { leafHash, nodeHash } from '../audit/hashes.ts';
import { devicePublicKey, isSigned } from '../sync/device.ts';
import { isHeadSigned } from './check-heads.ts';

/** What a receipt does not hold by; empty where it is good. */
export type ReceiptFault = 'other-key' | 'act-not-signed' | 'other-act' | 'not-in-log' | 'head-not-signed';

/**
 * Checks a receipt by itself, offline.
 *
 * @param key the log's key as the reader knows it from elsewhere; null takes the one that the receipt names
 */
export function checkReceipt(receipt: ExportedReceipt, key: string | null): ReceiptFault[] {
  const { log, head, entry, path, from, hasResult, envelope, result, deviceKey } = receipt;
  const faults: ReceiptFault[] = [];
  if (key !== null && key !== log.key) faults.push('other-key');
  if (!isHeadSigned(log, head)) faults.push('head-not-signed');
  if (!isSigned(envelope, devicePublicKey(deviceKey))) faults.push('act-not-signed');
  if (result.n !== envelope.n) faults.push('other-act');
  const resultHash = hasResult ? hash('sha256', resultText(result)) : null;
  const logged = actEntry({ envelope, hash: hash('sha256', chainedText(envelope)), result, resultHash, from });
  const leaf = leafHash(entryText(head.stream, entry, logged));
  const root = rootOfInclusion({ leaf, index: entry - 1, size: head.size }, path, nodeHash);
  if (root !== head.root) faults.push('not-in-log');
  return faults;
}
