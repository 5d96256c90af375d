import { describe, expect, it } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { Instant, NoteId } from '#shared/model/ids.ts';
import { caseIdA, eventOf, now, officer, otherOfficer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';
import { performAct } from '../case-file/perform-act.ts';
import type { LedgerAsk } from './ledger-ask.ts';
import { authorsHere, countOutbox, countQuery, listActs, noteFailedTry, waitingSince } from './store.ts';

function open(): TestWorkspace {
  const payload = { kind: 'reassigned' as const, to: officer.officerId, officeId: null, reason: 'capacity' };
  const history: CaseEvent[] = [received(), eventOf(2, supervisor, { type: 'case-assigned', payload })];
  return openTestWorkspace([{ sight: 'full', state: applyAll(caseIdA, null, history), history }]);
}

/** Two notes and one reading of the case. */
function work({ workspace }: TestWorkspace): void {
  const act = { caseId: caseIdA, actId: newId() };
  performAct(workspace, { ...act, type: 'case.open', payload: { reason: null } });
  for (const text of ['one', 'two']) {
    const payload = { noteId: newId() as NoteId, type: 'general' as const, text, protectedPassages: [] };
    performAct(workspace, { caseId: caseIdA, actId: newId(), type: 'note.add', payload });
  }
}

const numbers = ({ database }: TestWorkspace, part: Partial<LedgerAsk>, who = officer): readonly number[] =>
  listActs(database.db, { show: 'all', offset: 0, limit: 50, ...part }, who.officerId).acts.map((act) => act.n);

describe('the ledger', () => {
  it('is searched by a part of the case number in either case, and by kind', () => {
    const under = open();
    work(under);
    expect(numbers(under, {})).toEqual([3, 2, 1]);
    expect(numbers(under, { caseNumber: 'v3001002' })).toEqual([3, 2, 1]);
    expect(numbers(under, { caseNumber: 'V%' })).toEqual([]);
    expect(numbers(under, { kinds: ['case.open'] })).toEqual([1]);
    expect(numbers(under, { kinds: ['note.add'], show: 'open', limit: 1 })).toEqual([3]);
    expect(numbers(under, { show: 'refused' })).toEqual([]);
  });

  it("shows another person's acts on request, and lets nobody search them out of cases that are not theirs", () => {
    const under = open();
    work(under);
    expect(numbers(under, {}, otherOfficer)).toEqual([]);
    expect(numbers(under, { whose: 'everyone' }, otherOfficer)).toEqual([3, 2, 1]);
    expect(numbers(under, { whose: 'everyone', caseNumber: 'V300100200' }, otherOfficer)).toEqual([3, 2, 1]);
    under.database.db.run(sql`delete from case_here`);
    expect(numbers(under, { whose: 'everyone', caseNumber: 'V300100200' }, otherOfficer)).toEqual([]);
    expect(numbers(under, { caseNumber: 'V300100200' })).toEqual([3, 2, 1]);
    expect(authorsHere(under.database.db)).toEqual([officer.officerId]);
  });

  it('keeps how often an act was on its way without an answer, and why the last time', () => {
    const under = open();
    work(under);
    const { db } = under.database;
    expect(waitingSince(db)).toBe(now);
    const at = '2026-11-23T12:00:00.000Z' as Instant;
    noteFailedTry(db, 2, 'central-unreachable', now);
    noteFailedTry(db, 2, 'rate-limited', at);
    const tries = listActs(db, { show: 'all', offset: 0, limit: 50 }, officer.officerId).acts.map(
      (act) => act.failedTries,
    );
    const twice = { count: 2, code: 'rate-limited', at };
    expect(tries).toEqual([null, twice, twice]);
  });

  it('reads a page of a long ledger by its index', () => {
    const under = open();
    const plan = under.database.db.plan(
      sql`select n from outbox where actor = ${officer.officerId} order by n desc limit ${100} offset ${5000}`,
    );
    expect(plan.join(' ')).toContain('outbox_author');
  });

  it('is counted in its indexes, however many acts wait', () => {
    const under = open();
    work(under);
    const { db } = under.database;
    const plan = db.plan(countQuery);
    expect(plan.filter((line) => line.includes('COVERING INDEX outbox_waiting'))).toHaveLength(2);
    expect(plan.join('\n')).toContain('outbox_foreseen');
    expect(plan.join('\n')).toContain('outbox_refused');
    expect(countOutbox(db)).toMatchObject({ waiting: 3, refused: 0 });
    db.run(sql`update outbox set predicted = '{}' where n = 2`);
    expect(countOutbox(db)).toMatchObject({ waiting: 3, refused: 1 });
    db.run(sql`update outbox set state = 'refused' where n = 2`);
    expect(countOutbox(db)).toMatchObject({ waiting: 2, refused: 1 });
    db.run(sql`update outbox set acknowledged = 1 where n = 2`);
    expect(countOutbox(db)).toMatchObject({ waiting: 2, refused: 0 });
  });
});
