import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { Database } from '../store/database.ts';
import { checkedBytes } from './checked-bytes.ts';
import { putDocumentFiles } from './document-records.ts';
import type { DocumentStore } from './document-store.ts';
import { isWantedNoMore, noteLookedFor, type WantedDocument } from './wanted-documents.ts';

interface FindAgainParts {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly epoch: string;
  readonly now: () => Instant;
}

/**
 * A database that was put back may not know of documents that came after its backup, while the store has them, and whoever
 * sent them may not hold them any more. What is there and right counts as present. The store is asked once in an epoch, for
 * a database that was put back begins one; only for what was lost from it always, which may come back with its disk.
 *
 * @returns what is still wanted
 */
export async function findAgain(parts: FindAgainParts, wanted: readonly WantedDocument[]): Promise<WantedDocument[]> {
  const { database, documents, epoch } = parts;
  const found = new Set<WantedDocument>();
  const missed: string[] = [];
  for (const each of wanted) {
    // Known to be damaged: only other bytes help.
    if (each.why === 'damaged' || (each.why === 'new' && each.lookedForIn === epoch)) continue;
    if (await isThere(documents, each)) {
      await countAsPresent(parts, each);
      found.add(each);
    } else if (each.lookedForIn !== epoch) missed.push(each.sha256);
  }
  if (missed.length > 0) await database.write((db) => noteLookedFor(db, missed, epoch));
  return wanted.filter((each) => !found.has(each));
}

async function isThere(documents: DocumentStore, { sha256, sizeBytes }: WantedDocument): Promise<boolean> {
  if ((await documents.sizeOf(sha256)) !== sizeBytes) return false;
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
