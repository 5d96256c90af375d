import type { CaseView } from '#shared/contract/case-file.ts';
import type { ContractArgs } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { documentMaximumBytes } from '#shared/model/document.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import type { CoreCaller } from '../../../state/core-api.ts';

/** What goes to the core at once: small enough that other questions are answered in between. */
const pieceBytes = 1024 * 1024;

export type DocumentFacts = Omit<ContractArgs<'documents.add'>, 'sha256'>;

async function hashOf(bytes: ArrayBuffer): Promise<Sha256> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') as Sha256;
}

/**
 * Takes a file of this computer into the encrypted store and puts it on its case. When it resolves, both are on the disk;
 * when it fails, or is given up, nothing of it stays.
 *
 * @param onProgress bytes stored so far
 * @throws AppError those of `documents.begin`, `append` and `add`; `document-unreadable` where the file cannot be read;
 *   `cancelled`
 */
export async function sendFile(
  core: CoreCaller,
  file: File,
  facts: DocumentFacts,
  { onProgress, signal }: { readonly onProgress: (bytes: number) => void; readonly signal: AbortSignal },
): Promise<CaseView> {
  if (file.size > documentMaximumBytes) {
    throw new AppError('document-too-large', { megabytes: Math.round(file.size / 1e6) });
  }
  const bytes = await file.arrayBuffer().catch((thrown: unknown) => {
    throw new AppError('document-unreadable', { why: 'file' }, thrown);
  });
  if (bytes.byteLength === 0) throw new AppError('document-unreadable', { why: 'empty' });
  const sha256 = await hashOf(bytes);
  const begun = await core.call('documents.begin', { caseId: facts.caseId, sha256, sizeBytes: bytes.byteLength });
  try {
    let { bytesHere } = begun;
    while (bytesHere < bytes.byteLength) {
      if (signal.aborted) throw new AppError('cancelled');
      onProgress(bytesHere);
      const piece = new Uint8Array(bytes.slice(bytesHere, bytesHere + pieceBytes));
      ({ bytesHere } = await core.call('documents.append', { sha256, offset: bytesHere, bytes: piece }));
    }
    onProgress(bytesHere);
    const { view } = await core.call('documents.add', { ...facts, sha256 });
    return view;
  } catch (thrown) {
    // A core that was lost forgets what was half way by itself.
    await core.call('documents.cancel', { sha256 }).catch(() => undefined);
    throw thrown;
  }
}
