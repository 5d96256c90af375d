import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { Database } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { checkedBytes } from './checked-bytes.ts';
import type { DocumentStore } from './document-store.ts';
import { findWanted, isWantedNoMore, wantAgain } from './wanted-documents.ts';

export interface ScrubParts {
  readonly database: Database;
  readonly documents: DocumentStore;
  readonly now: () => Instant;
  readonly onProgress: (found: ScrubFindings) => void;
}

export interface ScrubFindings {
  readonly checked: number;
  readonly bytes: number;
  /** Bytes that are not what their hash says. */
  readonly damaged: number;
  /** Bytes that are gone. */
  readonly lost: number;
  /** Called damaged or lost before, and right again. */
  readonly recovered: number;
}

const batch = 200;

interface Row {
  readonly sha256: string;
  readonly size_bytes: number;
}

/**
 * Reads every stored document and checks it against its hash. What is wrong is wanted from then on of every device that holds
 * it (`GET /documents/wanted`), and put right by the first that sends it. Nothing is deleted.
 */
export async function scrubDocuments(parts: ScrubParts): Promise<ScrubFindings> {
  const { database, onProgress } = parts;
  const found = { checked: 0, bytes: 0, damaged: 0, lost: 0, recovered: 0 };
  for (let after = ''; ; ) {
    const rows = await database.read((db) =>
      db.rows<Row>(sql`
        select sha256, size_bytes from document where sha256 > ${after} order by sha256 limit ${batch}`),
    );
    for (const row of rows) {
      const outcome = await scrubOne(parts, row);
      found.checked += 1;
      found.bytes += row.size_bytes;
      if (outcome !== 'right') found[outcome] += 1;
    }
    onProgress({ ...found });
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return found;
    after = last.sha256;
  }
}

type Outcome = 'right' | 'damaged' | 'lost' | 'recovered';

async function scrubOne({ database, documents, now }: ScrubParts, row: Row): Promise<Outcome> {
  const { sha256, size_bytes: sizeBytes } = row;
  const state = await stateOf(documents, sha256, sizeBytes);
  if (state !== 'right') {
    await database.write((db) => wantAgain(db, sha256, state, now()));
    return state;
  }
  const wanted = await database.read((db) => findWanted(db, sha256));
  if (wanted === null) return 'right';
  await database.write((db) => isWantedNoMore(db, sha256));
  return 'recovered';
}

async function stateOf(
  documents: DocumentStore,
  sha256: string,
  sizeBytes: number,
): Promise<'right' | 'damaged' | 'lost'> {
  const present = await documents.sizeOf(sha256);
  if (present === null) return 'lost';
  if (present !== sizeBytes) return 'damaged';
  try {
    for await (const _ of checkedBytes(await documents.read(sha256, 0, sizeBytes), { sha256, sizeBytes }));
    return 'right';
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'document-damaged') return 'damaged';
    throw thrown;
  }
}
