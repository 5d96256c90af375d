import type { Actor } from '#shared/model/actor.ts';
import type { OfficeId, OfficerId } from '#shared/model/ids.ts';
import type { CaseScope, Sight } from '#shared/model/visibility.ts';
import type { FeedRow } from '#shared/protocol/pull-feed.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { sightIn } from './partition-sight.ts';

export interface StoredFeedRow {
  readonly n: number;
  readonly case_id: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly office_before: OfficeId | null;
  readonly officer_before: OfficerId | null;
  readonly office_after: OfficeId;
  readonly officer_after: OfficerId | null;
  readonly assigned: 'taken' | 'released' | 'reassigned' | null;
}

export async function readStoredRows(
  db: ReadDb,
  partition: string,
  after: number,
  limit: number,
): Promise<StoredFeedRow[]> {
  return db.rows<StoredFeedRow>(sql`
    select n, case_id, first_seq, last_seq, office_before, officer_before, office_after, officer_after, assigned
    from feed where partition = ${partition} and n > ${after} order by n limit ${limit}`);
}

export async function readHead(db: ReadDb, partition: string): Promise<number> {
  const counter = await db.first<{ n: number }>(sql`select n from feed_counter where partition = ${partition}`);
  return counter?.n ?? 0;
}

export type LeftReason = Extract<FeedRow, { kind: 'left' }>['reason'];

/** What a feed number tells one person. `events` and `state` name what is still to be read. */
export type PlannedRow =
  | {
      readonly kind: 'events';
      readonly n: number;
      readonly caseId: string;
      readonly firstSeq: number;
      readonly lastSeq: number;
    }
  | {
      readonly kind: 'state';
      readonly n: number;
      readonly caseId: string;
      readonly version: number;
      readonly sight: Exclude<Sight, 'none'>;
      readonly entered: boolean;
    }
  | { readonly kind: 'left'; readonly n: number; readonly caseId: string; readonly reason: LeftReason }
  | { readonly kind: 'hidden'; readonly n: number; readonly count: number };

function scopeBefore(row: StoredFeedRow): CaseScope | null {
  return row.office_before === null ? null : { officeId: row.office_before, officerId: row.officer_before };
}

export function scopeAfter(row: StoredFeedRow): CaseScope {
  return { officeId: row.office_after, officerId: row.officer_after };
}

/** What took the case away is the last assignment among its rows: what happened to it afterwards is for others. */
function leftReason(row: StoredFeedRow, { rows }: CaseOnPage, partition: string): LeftReason {
  if (row.office_after !== partition) return 'transferred';
  const assigned = rows.findLast((each) => each.assigned !== null)?.assigned;
  if (assigned === 'taken') return 'taken-by-other';
  return assigned === undefined ? 'access-changed' : 'reassigned';
}

interface CaseOnPage {
  readonly rows: StoredFeedRow[];
  readonly isFullThroughout: boolean;
  readonly before: Sight;
}

function casesOnPage(partition: string, who: Actor, rows: readonly StoredFeedRow[]): ReadonlyMap<string, CaseOnPage> {
  const byCase = new Map<string, CaseOnPage>();
  for (const row of rows) {
    const before = sightIn(partition, who, scopeBefore(row));
    const isFull = before === 'full' && sightIn(partition, who, scopeAfter(row)) === 'full';
    const known = byCase.get(row.case_id);
    byCase.set(row.case_id, {
      rows: [...(known?.rows ?? []), row],
      isFullThroughout: isFull && (known?.isFullThroughout ?? true),
      before: known?.before ?? before,
    });
  }
  return byCase;
}

/** The one row that tells all that a page holds about a case whose sight is not full throughout; it stands at the last. */
function summed(partition: string, who: Actor, row: StoredFeedRow, own: CaseOnPage): PlannedRow | null {
  const { before } = own;
  const after = sightIn(partition, who, scopeAfter(row));
  if (after !== 'none') {
    return {
      kind: 'state',
      n: row.n,
      caseId: row.case_id,
      version: row.last_seq,
      sight: after,
      entered: before === 'none',
    };
  }
  if (before === 'none') return null;
  return { kind: 'left', n: row.n, caseId: row.case_id, reason: leftReason(row, own, partition) };
}

/**
 * What a run of feed rows tells one person: every number is covered, by a row of its own or by a hidden run. A case that
 * is seen in full throughout gives its events; any other gives at most one row, at its last number on the page.
 */
export function planPage(partition: string, who: Actor, rows: readonly StoredFeedRow[]): PlannedRow[] {
  const byCase = casesOnPage(partition, who, rows);
  const planned: PlannedRow[] = [];
  let hidden = 0;
  let lastN = 0;
  const closeHidden = (): void => {
    if (hidden > 0) planned.push({ kind: 'hidden', n: lastN, count: hidden });
    hidden = 0;
  };
  for (const row of rows) {
    const own = byCase.get(row.case_id);
    const shown = own === undefined ? null : planRow(partition, who, row, own);
    if (shown === null) hidden += 1;
    else {
      closeHidden();
      planned.push(shown);
    }
    lastN = row.n;
  }
  closeHidden();
  return planned;
}

function planRow(partition: string, who: Actor, row: StoredFeedRow, own: CaseOnPage): PlannedRow | null {
  if (own.isFullThroughout) {
    return { kind: 'events', n: row.n, caseId: row.case_id, firstSeq: row.first_seq, lastSeq: row.last_seq };
  }
  return own.rows.at(-1) === row ? summed(partition, who, row, own) : null;
}
