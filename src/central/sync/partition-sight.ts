import type { Actor } from '#shared/model/actor.ts';
import { isDecisionMaker } from '#shared/model/actor.ts';
import type { OfficeId, OfficerId } from '#shared/model/ids.ts';
import type { CaseScope, Sight } from '#shared/model/visibility.ts';
import { sightOf } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import type { Sql } from '../store/sql.ts';
import { sql } from '../store/sql.ts';

/** Access to a case as far as one partition tells of it: a case of another office is not there. */
export function sightIn(partition: string, who: Actor, scope: CaseScope | null): Sight {
  return scope === null || scope.officeId !== partition ? 'none' : sightOf(who, scope);
}

/** No person has this code, so it stands for "somebody else" when the rule is asked. */
const somebodyElse = '-' as OfficerId;

/**
 * The cases of a partition that a person may see now, as a subquery with `case_id`, `version` and `sight`. The rule is asked
 * for the three kinds of case that a partition has (nobody's, own, somebody else's) and its answers are put into the
 * query, so that the rule itself stands in the model only. The condition on `officer` says the same once more in the form
 * that an index can serve: an officer has some hundred cases in an office of many thousand.
 */
export function visibleCases(partition: string, who: Actor): Sql {
  const of = (officerId: OfficerId | null): Sight => sightOf(who, { officeId: partition as OfficeId, officerId });
  const [nobodys, own, others] = [of(null), of(who.officerId), of(somebodyElse)];
  const me = who.officerId;
  const few = nobodys === 'none' ? sql`officer = ${me}` : sql`(officer is null or officer = ${me})`;
  return sql`select case_id, version, sight from (
      select case_id, version, case when officer is null then ${nobodys}::text when officer = ${me} then ${own}::text
        else ${others}::text end as sight
      from case_state where office = ${partition} and ${others === 'none' ? few : sql`true`}
    ) as seen where sight <> 'none'`;
}

/** The feeds that a person reads: their office's, and that of any office whose case they hold. */
export async function partitionsOf(db: ReadDb, who: Actor): Promise<string[]> {
  if (!isDecisionMaker(who)) return [who.officeId];
  const held = await db.rows<{ office: string }>(
    sql`select distinct office from case_state where officer = ${who.officerId} order by office`,
  );
  return [...new Set([who.officeId, ...held.map((row) => row.office)])].sort();
}

/**
 * Whether a person may read a partition at all. A decision-maker may read any: a case that they held in another office
 * is taken off their device by that office's feed, and of what is not theirs it holds counts only.
 */
export function mayReadPartition(who: Actor, partition: string): boolean {
  return partition === who.officeId || isDecisionMaker(who);
}
