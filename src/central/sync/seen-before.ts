import type { CaseEvent } from '#shared/model/event.ts';
import { refusal } from '#shared/model/refusal.ts';
import type { CaseScope } from '#shared/model/visibility.ts';
import { sightOf } from '#shared/model/visibility.ts';
import type { PersonRecord } from '../identity/people-store.ts';
import { actorOf } from '../identity/people-store.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { BatchItem } from './batch.ts';
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
 * An act over another assignment than the present one is kept for the officer who holds the case only when its author
 * could see the case at the epoch that they name, or sees it now where that epoch was lost with a restore of central.
 * From anybody else it is refused like an act on a case that is not there: otherwise a stranger who guesses an id
 * could put a draft on any case, and learn that it exists.
 */
export async function refuseUnseen(
  db: ReadDb,
  items: readonly BatchItem[],
  effects: readonly CommandEffect[],
  people: ReadonlyMap<string, PersonRecord>,
): Promise<CommandEffect[]> {
  const isStale = (effect: CommandEffect | undefined): boolean =>
    effect?.kind === 'refused' && effect.refusal.code === 'stale-epoch';
  const stale = items.filter((_, index) => isStale(effects[index]));
  if (stale.length === 0) return [...effects];
  const stored = await readAssignments(db, [...new Set<string>(stale.map(({ envelope }) => envelope.caseId))]);
  const scopesOf = (caseId: string): CaseScope[] => {
    const inBatch = effects.flatMap((each) => (each.kind === 'changed' && each.state.id === caseId ? each.events : []));
    return scopesByEpoch([...(stored.get(caseId) ?? []), ...inBatch]);
  };
  return effects.map((effect, index) => {
    const item = items[index];
    if (item === undefined || effect.kind !== 'refused' || !isStale(effect)) return effect;
    const author = people.get(item.envelope.actor);
    const scopes = scopesOf(item.envelope.caseId);
    const scope = scopes[item.command.basis.epoch] ?? scopes.at(-1);
    const couldSee = author !== undefined && scope !== undefined && sightOf(actorOf(author), scope) !== 'none';
    return couldSee ? effect : { kind: 'refused', refusal: refusal('not-visible'), version: 0 };
  });
}
