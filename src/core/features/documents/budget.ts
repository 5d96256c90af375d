import type { Sha256 } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import { pinnedDocuments } from '../case-file/pins.ts';
import { readFact, writeFact } from '../workspace/facts.ts';

/** Room for documents in bytes; null: no limit but the disk. */
export function readBudget(db: ReadDb): number | null {
  const kept = Number(readFact(db, 'document-budget') ?? 'none');
  return Number.isSafeInteger(kept) ? kept : null;
}

export function writeBudget(db: WriteDb, bytes: number | null): void {
  writeFact(db, 'document-budget', bytes === null ? 'none' : String(bytes));
}

interface Held {
  readonly sha256: Sha256;
  readonly bytes: number;
}

/**
 * Documents that may leave to make room, the least needed first: those of no waiting work (closed cases), then from the end
 * of the order in which they will be worked on. Never what central does not have yet, never what is pinned, and nothing that
 * is needed before `wanted`: what is fetched must not push out what would be fetched again at once.
 *
 * @param order contents in the order of the work ahead
 */
export function mayLeaveFor(db: ReadDb, order: readonly Sha256[], wanted: Sha256 | null): readonly Held[] {
  const places = new Map(order.map((sha256, place) => [sha256, place]));
  const placeOf = (sha256: Sha256): number => places.get(sha256) ?? Number.POSITIVE_INFINITY;
  const after = wanted === null ? -1 : placeOf(wanted);
  const pinned = pinnedDocuments(db);
  const held = db.all<Held>(
    sql`select sha256, bytes_here as bytes from document d where bytes_here > 0
      and not exists (select 1 from document_owed w where w.sha256 = d.sha256)`,
  );
  return held
    .filter(({ sha256 }) => !pinned.has(sha256) && sha256 !== wanted && placeOf(sha256) > after)
    .sort((left, right) => {
      const [one, other] = [placeOf(left.sha256), placeOf(right.sha256)];
      return one === other ? 0 : other - one;
    });
}

/** The least needed ones that together free so many bytes; null where all of them would not. */
export function chooseToLeave(candidates: readonly Held[], bytesNeeded: number): readonly Sha256[] | null {
  const chosen: Sha256[] = [];
  let freed = 0;
  for (const { sha256, bytes } of candidates) {
    if (freed >= bytesNeeded) break;
    chosen.push(sha256);
    freed += bytes;
  }
  return freed >= bytesNeeded ? chosen : null;
}
