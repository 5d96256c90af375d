import type { Actor } from '#shared/model/actor.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { CaseScope } from '#shared/model/visibility.ts';
import { sightOf } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { CommandEffect } from './run-command.ts';

/** The case's scope at each assignment epoch, by its index. */
function scopesByEpoch(events: readonly CaseEvent[]): CaseScope[] {
  const scopes: CaseScope[] = [];
  for (const event of events) {
    const last = scopes.at(-1);
    if (event.type === 'case-received')
      scopes.push({ officeId: event.payload.application.primaryOffice, officerId: null });
    if (event.type !== 'case-assigned' || last === undefined) continue;
    scopes.push({ officeId: event.payload.officeId ?? last.officeId, officerId: event.payload.to });
  }
  return scopes;
}

async function readAssignments(db: ReadDb, ids: readonly string[]): Promise<ReadonlyMap<string, CaseEvent[]>> {
  const rows = await db.rows<{ case_id: string; event: string }>(sql`
    select case_id, event from case_event
    where case_id = any(${ids}::text[]) and type in ('case-received', 'case-assigned') order by case_id, seq`);
  const byCase = new Map<string, CaseEvent[]>();
  for (const { case_id: id, event } of rows)
    byCase.set(id, [...(byCase.get(id) ?? []), JSON.parse(event) as CaseEvent]);
  return byCase;
}

/**
 * Who could see a case of a batch at an assignment epoch, what the batch itself has done included; where that epoch was
 * lost with a restore of central, who sees it now. The histories are read once, for all cases of the batch, and only when somebody asks.
 */
export class SeenBefore {
  readonly #db: ReadDb;
  readonly #ids: readonly string[];
  #stored: ReadonlyMap<string, CaseEvent[]> | null = null;

  constructor(db: ReadDb, ids: readonly string[]) {
    this.#db = db;
    this.#ids = ids;
  }

  /** @param before effects of the acts of the batch so far */
  async couldSee(caseId: CaseId, who: Actor, epoch: number, before: readonly CommandEffect[]): Promise<boolean> {
    this.#stored ??= await readAssignments(this.#db, this.#ids);
    const inBatch = before.flatMap((each) => (each.kind === 'changed' && each.state.id === caseId ? each.events : []));
    const scopes = scopesByEpoch([...(this.#stored.get(caseId) ?? []), ...inBatch]);
    const scope = scopes[epoch] ?? scopes.at(-1);
    return scope !== undefined && sightOf(who, scope) !== 'none';
  }
}
