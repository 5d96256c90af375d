import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { Database } from '../store/database.ts';
import { checkedBytes } from './checked-bytes.ts';
import { putDocumentFiles } from './document-records.ts';
import type { DocumentStore } from './document-store.ts';
import { isWantedNoMore, type WantedDocument } from './wanted-documents.ts';

interface FindAgainParts {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly now: () => Instant;
}

/**
 * A database that was put back may not know of documents that came after its backup, while the store has them, and whoever
 * sent them may not hold them any more. What is there and right counts as present.
 *
 * @returns what is still wanted
 */
export async function findAgain(parts: FindAgainParts, wanted: readonly WantedDocument[]): Promise<WantedDocument[]> {
  const stillWanted: WantedDocument[] = [];
  for (const each of wanted) {
    if (await isThere(parts.documents, each)) await countAsPresent(parts, each);
    else stillWanted.push(each);
  }
  return stillWanted;
}

async function isThere(documents: DocumentStore, { sha256, sizeBytes, why }: WantedDocument): Promise<boolean> {
  // Known to be damaged: only other bytes help.
  if (why === 'damaged' || (await documents.sizeOf(sha256)) !== sizeBytes) return false;
  try {
    for await (const _ of checkedBytes(await documents.read(sha256, 0, sizeBytes), { sha256, sizeBytes }));
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'document-damaged') return false;
    throw thrown;
  }
}

async function countAsPresent(
  { database, now }: FindAgainParts,
  { sha256, sizeBytes, mime, pages }: WantedDocument,
): Promise<void> {
  await database.write(async (db) => {
    await putDocumentFiles(db, [{ sha256, sizeBytes, mime, pages }], now());
    await isWantedNoMore(db, sha256);
  });
}
