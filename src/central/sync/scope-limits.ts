import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import { hasRole, isDecisionMaker } from '#shared/model/actor.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { partitionsOf, visibleCases } from './partition-sight.ts';

/** Hard limits of what one device is given (domain.md "Who does what"). */
export interface ScopeLimits {
  /** Most cases of a decision-maker: own cases and the pool. */
  readonly casesOfOfficer: number;
  /** Most cases of who sees an office in projection: a supervisor, a clerk. */
  readonly casesOfOffice: number;
  /** A page of the feed ends before it grows beyond this, in characters of JSON; one row always goes out. */
  readonly pageCharacters: number;
}

export const scopeLimits: ScopeLimits = {
  casesOfOfficer: 10_000,
  casesOfOffice: 100_000,
  pageCharacters: 8 * 1024 * 1024,
};

export function casesLimit(limits: ScopeLimits, who: Actor): number {
  const seesOffice = hasRole(who, 'supervisor') || hasRole(who, 'clerk');
  return isDecisionMaker(who) && !seesOffice ? limits.casesOfOfficer : limits.casesOfOffice;
}

/**
 * Refuses to give a person more cases than their limit. Counting ends one behind the limit, so that its cost is bounded
 * however large an office is.
 *
 * @throws AppError `scope-too-large` with `offered` (at least so many) and `limit`
 */
export async function checkScope(db: ReadDb, limits: ScopeLimits, who: Actor): Promise<void> {
  const limit = casesLimit(limits, who);
  let offered = 0;
  for (const partition of await partitionsOf(db, who)) {
    const counted = await db.first<{ count: number }>(sql`
      select count(*)::int as count from (select 1 from (${visibleCases(partition, who)}) as visible
        limit ${limit - offered + 1}) as counted`);
    offered += counted?.count ?? 0;
    if (offered > limit) throw new AppError('scope-too-large', { offered, limit });
  }
}
