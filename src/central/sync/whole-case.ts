import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import type { CaseScope } from '#shared/model/visibility.ts';
import { mayReadWhole, sightOf, wholeReadingMs } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { readCaseJson } from './case-json.ts';
import type { SyncContext } from './sync-context.ts';

const after = (at: string, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString() as Instant;

/** Until when the newest opening of a case by a person, with a reason, lets them read the whole; null where none does. */
async function reasonHoldsUntil(db: ReadDb, caseId: string, who: Actor, now: Instant): Promise<Instant | null> {
  const rows = await db.rows<{ event: string }>(
    sql`select event from case_event where case_id = ${caseId} and type = 'case-opened' order by seq desc`,
  );
  const opened = rows
    .map((row) => JSON.parse(row.event) as CaseEvent)
    .find((event) => event.by === who.officerId && event.type === 'case-opened' && event.payload.reason !== null);
  if (opened?.receivedAt == null) return null;
  const until = after(opened.receivedAt, wholeReadingMs);
  return until > now ? until : null;
}

/** Whether a content belongs to a case that this person reads whole just now. */
export async function readsWholeCaseWith(db: ReadDb, who: Actor, sha256: string, now: Instant): Promise<boolean> {
  const rows = await db.rows<CaseScope & { caseId: string }>(sql`
    select case_state.case_id as "caseId", case_state.office as "officeId", case_state.officer as "officerId"
    from case_document join case_state on case_state.case_id = case_document.case_id
    where case_document.sha256 = ${sha256}`);
  for (const { caseId, ...scope } of rows) {
    if (mayReadWhole(who, scope) && (await reasonHoldsUntil(db, caseId, who, now)) !== null) return true;
  }
  return false;
}

type Reading =
  | { readonly kind: 'unseen' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'allowed'; readonly until: Instant; readonly json: { state: string; history: string } };

async function read(db: ReadDb, caseId: CaseId, who: Actor, now: Instant): Promise<Reading> {
  const found = await db.first<CaseScope & { version: number }>(
    sql`select office as "officeId", officer as "officerId", version from case_state where case_id = ${caseId}`,
  );
  if (found === undefined || sightOf(who, found) === 'none') return { kind: 'unseen' };
  const until = mayReadWhole(who, found) ? await reasonHoldsUntil(db, caseId, who, now) : null;
  if (until === null) return { kind: 'refused' };
  const [json] = await readCaseJson(db, [{ caseId, version: found.version, sight: 'full' }]);
  return json === undefined ? { kind: 'unseen' } : { kind: 'allowed', until, json };
}

/**
 * The whole of a case for a supervisor who has opened it with a reason (protocol/whole-case.ts), as JSON. Every reading is
 * in the audit log before a byte leaves, every refused one too.
 *
 * @throws AppError `case-not-found`, `not-permitted` (details.why `no-reason`)
 */
export async function readWholeCase(
  context: SyncContext,
  caseId: CaseId,
  who: Actor,
  from: string | null,
): Promise<string> {
  const now = context.clock.now();
  const reading = await context.database.read((db) => read(db, caseId, who, now));
  await context.audit.record(who.officeId, {
    at: now,
    who: who.officerId,
    device: null,
    from,
    what: 'case:read-whole',
    subject: caseId,
    outcome: reading.kind === 'allowed' ? 'done' : 'denied',
    code: null,
    act: null,
  });
  if (reading.kind === 'unseen') throw new AppError('case-not-found');
  if (reading.kind === 'refused') throw new AppError('not-permitted', { why: 'no-reason' });
  const { until, json } = reading;
  return `{"state":${json.state},"history":${json.history},${JSON.stringify({ until, now }).slice(1)}`;
}
