import type { DocumentPresence } from '#shared/contract/case-file.ts';
import type { ContractValue } from '#shared/contract/contract.ts';
import { sql } from '../../db/sql.ts';
import { bytesHeld } from '../case-file/document-store.ts';
import { pinnedDocuments } from '../case-file/pins.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readBudget } from './budget.ts';
import { countOwed } from './owed-store.ts';

/** What is stored of documents: honest figures. */
export function storageOfDocuments({ db }: Workspace, beyondBudget: number): ContractValue<'documents.storage'> {
  const rows = db.all<{ presence: DocumentPresence; count: number }>(
    sql`select presence, count(*) as count from document group by presence`,
  );
  const counts = { present: 0, partial: 0, missing: 0, damaged: 0 };
  for (const { presence, count } of rows) counts[presence] = count;
  const pinned = pinnedDocuments(db);
  const sizes = db.all<{ sha256: string; bytes: number }>(
    sql`select sha256, bytes_here as bytes from document where bytes_here > 0`,
  );
  const pinnedBytes = sizes.reduce(
    (sum, each) => ((pinned as ReadonlySet<string>).has(each.sha256) ? sum + each.bytes : sum),
    0,
  );
  return { budgetBytes: readBudget(db), heldBytes: bytesHeld(db), pinnedBytes, beyondBudget, counts, ...countOwed(db) };
}
