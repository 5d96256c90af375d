import { queueFilter } from '#shared/contract/queue.ts';
import type { TripChoice, TripEstimate, TripSpeed } from '#shared/contract/trip.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { transferMs } from '../../sync/transfer-speed.ts';
import { readQueueRecords } from '../queue/store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type CaseHere, gapsNow, sumOf, tripCase } from './trip-cases.ts';

const ownWork = queueFilter.parse({ holder: 'mine' });

/** The cases of a choice, in the order of the queue or as they were chosen. Those that are not on the device stay in it. */
export function casesOf(workspace: Workspace, choice: TripChoice): readonly CaseId[] {
  if (choice.by === 'cases') return [...new Set(choice.cases)];
  const { db, queue, clock } = workspace;
  const rows = [...queue.inDefaultOrder(ownWork, clock.now()).subarray(0, choice.count)];
  return readQueueRecords(db, rows).map((record) => record.case_id as CaseId);
}

/** What taking these cases along comes to. */
export function estimateTrip(
  cases: readonly CaseHere[],
  given: { readonly speed: TripSpeed | null; readonly unavailable: ReadonlySet<Sha256> },
): TripEstimate {
  const { speed, unavailable } = given;
  const counted = new Set<Sha256>();
  const lines = cases.map((here) => tripCase(here, gapsNow(here, null, unavailable), counted));
  const sums = sumOf(lines);
  return { cases: lines, ...sums, speed, fetchMs: fetchMs(speed, sums) };
}

/** Null where the speed is not known and there is something to fetch. */
export function fetchMs(
  speed: TripSpeed | null,
  left: Pick<TripEstimate, 'documentsToFetch' | 'bytesToFetch'>,
): number | null {
  if (left.documentsToFetch === 0) return 0;
  return speed === null ? null : transferMs(speed, left.documentsToFetch, left.bytesToFetch);
}
