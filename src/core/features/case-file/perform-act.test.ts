import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { Day, Instant, NoteId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { composeStatement } from '#shared/model/statement.ts';
import { chainedText, firstPrevHash, signedText } from '#shared/protocol/command-envelope.ts';
import { approvalFor, passedAssessments } from '#support/approval.ts';
import {
  caseIdA,
  eventOf,
  now,
  officer,
  otherOfficer,
  passportId,
  received,
  supervisor,
} from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';
import { Sql, sql } from '../../db/sql.ts';
import { rewriteJournal } from '../outbox/journal-upkeep.ts';
import { listActs, overlayActs } from '../outbox/store.ts';
import { toCaseView } from './case-view.ts';
import { type ActToDo, performAct } from './perform-act.ts';

function caseHeldBy(who: Actor | null): { sight: 'full'; state: ReturnType<typeof applyAll>; history: CaseEvent[] } {
  const history: CaseEvent[] = [received()];
  if (who !== null) {
    const payload = { kind: 'reassigned' as const, to: who.officerId, officeId: null, reason: 'capacity' };
    history.push(eventOf(2, supervisor, { type: 'case-assigned', payload }));
  }
  return { sight: 'full', state: applyAll(caseIdA, null, history), history };
}

const open = (holder: Actor | null = officer): TestWorkspace => openTestWorkspace([caseHeldBy(holder)]);

function note(text = 'Funds verified'): ActToDo {
  const payload = { noteId: newId() as NoteId, type: 'general' as const, text, protectedPassages: [] };
  return { actId: newId(), caseId: caseIdA, type: 'note.add', payload };
}

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.details['refusal'] ?? thrown.code;
    throw thrown;
  }
  return null;
}

function acts({ database }: TestWorkspace) {
  return listActs(database.db, { show: 'all', offset: 0, limit: 50 }, officer.officerId).acts;
}

/** Beside who the device is, which stands there from the start. */
function actsInJournal({ journal }: TestWorkspace) {
  return journal.records.filter((record) => record.kind === 'act');
}

function lineOf({ workspace }: TestWorkspace) {
  const ask = { filter: queueFilter.parse({}), order: queueOrder.parse({}), offset: 0, limit: 10 };
  return workspace.queue.window(ask, now).rows[0];
}

/** Everything settled that an approval needs, by acts of this device. */
function settle(under: TestWorkspace): void {
  for (const payload of passedAssessments)
    performAct(under.workspace, { actId: newId(), caseId: caseIdA, type: 'assessment.record', payload });
}

function signing(under: TestWorkspace): ActToDo {
  const draft = approvalFor('2026-11-20', '2027-05-01', { assessedEverything: true });
  const state = under.workspace.book.view(caseIdA)?.state;
  if (state === undefined) throw new Error('the case is here');
  const statement = composeStatement(state, programFor('visitor-visa'), draft, officer);
  return { actId: newId(), caseId: caseIdA, type: 'decision.sign', payload: { statement } };
}

describe('an act', () => {
  it('is in the outbox, the view, the queue line and the journal at once, and nowhere of central', () => {
    const under = open();
    const { n, view } = performAct(under.workspace, note('unusual xylophone'));
    expect(n).toBe(1);
    expect(view.state.notes.map((each) => each.text)).toEqual(['unusual xylophone']);
    expect(view.base.state.notes).toEqual([]);
    expect(acts(under)).toMatchObject([{ n: 1, state: 'waiting', type: 'note.add', caseNumber: 'V300100200' }]);
    expect(lineOf(under)?.marks).toContain('provisional');
    expect(actsInJournal(under)).toHaveLength(1);
    const ask = { filter: queueFilter.parse({ text: 'xyloph' }), order: queueOrder.parse({}), offset: 0, limit: 10 };
    expect(under.workspace.queue.window(ask, now).total).toBe(1);
  });

  it('is there after the store was closed and opened, with the same view', () => {
    const under = open();
    performAct(under.workspace, note());
    const before = under.workspace.book.view(caseIdA)?.state;
    const again = under.database.reopen();
    expect(overlayActs(again, caseIdA).map((act) => act.events.length)).toEqual([1]);
    expect(before?.notes).toHaveLength(1);
  });

  it('is done once however often it is asked for', () => {
    const under = open();
    const ask = note();
    const first = performAct(under.workspace, ask);
    const again = performAct(under.workspace, ask);
    expect([first.n, again.n, again.isNew]).toEqual([1, 1, false]);
    expect(acts(under)).toHaveLength(1);
    expect(again.view.state.notes).toHaveLength(1);
  });

  it('continues a dense, chained and signed row of envelopes', () => {
    const under = open();
    for (let index = 0; index < 5; index += 1) performAct(under.workspace, note(`note ${index}`));
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(under.workspace.device.publicKey, 'hex'),
    ]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    let prevHash = firstPrevHash;
    for (const [index, { envelope }] of [...acts(under)].reverse().entries()) {
      expect(envelope.n).toBe(index + 1);
      expect(envelope.prevHash).toBe(prevHash);
      expect(verify(null, Buffer.from(signedText(envelope)), key, Buffer.from(envelope.sig, 'hex'))).toBe(true);
      prevHash = createHash('sha256').update(chainedText(envelope)).digest('hex');
    }
  });

  it('rests on what the person saw: epoch, and the version of the record with own acts on top', () => {
    const under = open();
    const record = (status: 'passed' | 'failed'): ActToDo => ({
      actId: newId(),
      caseId: caseIdA,
      type: 'assessment.record',
      payload: { assessment: 'eligibility', status, conditional: false, dueDate: null, remark: '' },
    });
    performAct(under.workspace, record('failed'));
    performAct(under.workspace, record('passed'));
    const bases = [...acts(under)].reverse().map((act) => act.envelope.basis);
    expect(bases).toEqual([
      { epoch: 1, records: { 'assessment:eligibility': 0 }, made: {} },
      {
        epoch: 1,
        records: { 'assessment:eligibility': 1 },
        made: { 'assessment:eligibility': `${under.workspace.device.clientId}:1` },
      },
    ]);
  });

  it('writes nothing where the case is already so', () => {
    const under = open();
    const read: ActToDo = {
      actId: newId(),
      caseId: caseIdA,
      type: 'document.mark-read',
      payload: { documentId: passportId },
    };
    expect(performAct(under.workspace, read).n).toBe(1);
    expect(performAct(under.workspace, { ...read, actId: newId() }).n).toBeNull();
    expect(acts(under)).toHaveLength(1);
    expect(lineOf(under)?.unread).toBe(1);
    expect(lineOf(under)?.marks).not.toContain('provisional');
  });

  it('is refused by the rules with their code, and leaves nothing behind', () => {
    const under = open(null);
    const set: ActToDo = {
      actId: newId(),
      caseId: caseIdA,
      type: 'bring-forward.set',
      payload: { date: '2027-01-01' as Day, code: 'X', text: '' },
    };
    expect(refusalOf(() => performAct(under.workspace, set))).toBe('not-holder');
    expect(acts(under)).toEqual([]);
    const gone: ActToDo = { ...note(), caseId: newId() as typeof caseIdA };
    expect(refusalOf(() => performAct(under.workspace, gone))).toBe('case-not-found');
  });
});

describe('signing on a full disk', () => {
  it('says so, keeps everything before, does no half act, and works when there is room again', () => {
    const under = open();
    const { db } = under.database;
    settle(under);
    const before = acts(under).length;
    const viewBefore = under.workspace.book.view(caseIdA)?.state;
    const ask = signing(under);
    db.script('create table filler (a blob)');
    const pages = db.value<number>(sql`pragma page_count`) ?? 0;
    db.all(new Sql(`pragma max_page_count = ${pages}`, []));
    expect(() => {
      for (;;) db.run(sql`insert into filler (a) values (zeroblob(2000))`);
    }).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(() => performAct(under.workspace, ask)).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect(acts(under)).toHaveLength(before);
    expect(under.workspace.book.view(caseIdA)?.state).toEqual(viewBefore);
    expect(actsInJournal(under)).toHaveLength(before);
    db.all(sql`pragma max_page_count = 1000000`);
    const { n, view } = performAct(under.workspace, ask);
    expect(n).toBe(before + 1);
    expect(view.state.decision.signed?.by).toBe(officer.officerId);
    expect(acts(under)[0]).toMatchObject({ type: 'decision.sign', summary: { outcome: 'approve' } });
  });

  it('is in the journal before the database commits, and nowhere where the commit fails', () => {
    const under = open();
    const { db } = under.database;
    db.script("create trigger no_act before insert on outbox begin select raise(abort, 'no'); end");
    let whileWriting = 0;
    const { append } = under.journal;
    under.journal.append = (record) => {
      append.call(under.journal, record);
      whileWriting = actsInJournal(under).length;
    };
    expect(() => performAct(under.workspace, note())).toThrow(/no/u);
    expect(whileWriting).toBe(1);
    expect(actsInJournal(under)).toEqual([]);
    db.script('drop trigger no_act');
    expect(performAct(under.workspace, note()).n).toBe(1);
    expect(actsInJournal(under)).toHaveLength(1);
  });

  it('goes into the journal behind the database where something is written alongside', () => {
    const under = open();
    performAct(under.workspace, note(), () => expect(actsInJournal(under)).toEqual([]));
    expect(actsInJournal(under)).toHaveLength(1);
  });

  it('answers when only the journal has no room: the act is safe, and the journal catches up later', () => {
    const under = open();
    under.journal.append = () => {
      under.journal.behind = true;
      throw new AppError('disk-full');
    };
    expect(performAct(under.workspace, note()).n).toBe(1);
    expect(actsInJournal(under)).toEqual([]);
    rewriteJournal(under.workspace);
    expect(under.journal.records.map((each) => each.kind)).toEqual(['identity', 'act']);
  });
});

describe('a case outside the own workload', () => {
  it('is shown in summary until a reason was given', () => {
    const history = [...caseHeldBy(null).history];
    history.push(
      eventOf(2, otherOfficer, {
        type: 'note-added',
        payload: { id: newId() as NoteId, type: 'general', text: 'seen by few', protectedPassages: [] },
      }),
    );
    const under = openTestWorkspace([{ sight: 'full', state: applyAll(caseIdA, null, history), history }]);
    const { workspace } = under;
    const view = workspace.book.view(caseIdA);
    if (view === null) throw new Error('the case is here');
    expect(toCaseView(workspace, view, 0)).toMatchObject({ needsReason: true, sight: 'summary', state: { notes: [] } });
    const openIt = (reason: string | null): ActToDo => ({
      actId: newId(),
      caseId: caseIdA,
      type: 'case.open',
      payload: { reason },
    });
    expect(refusalOf(() => performAct(workspace, openIt(null)))).toBe('reason-required');
    performAct(workspace, openIt('distribution of work'));
    workspace.openedWithReason.add(caseIdA);
    const after = workspace.book.view(caseIdA);
    if (after === null) throw new Error('the case is here');
    expect(toCaseView(workspace, after, 0)).toMatchObject({ needsReason: false, sight: 'full' });
    expect(toCaseView(workspace, after, 0).state.notes).toHaveLength(1);
  });
});

describe('an act that no longer holds over a new state of central', () => {
  it('is kept, left out of the view, and says why', () => {
    const under = open();
    const payload = {
      assessment: 'eligibility' as const,
      status: 'passed' as const,
      conditional: false,
      dueDate: null,
      remark: '',
    };
    performAct(under.workspace, { actId: newId(), caseId: caseIdA, type: 'assessment.record', payload });
    performAct(under.workspace, {
      actId: newId(),
      caseId: caseIdA,
      type: 'assessment.record',
      payload: { ...payload, remark: 'rests on the one before, and falls with it' },
    });
    performAct(under.workspace, note('stays'));
    const theirs = eventOf(
      3,
      otherOfficer,
      { type: 'assessment-recorded', payload: { ...payload, status: 'failed' } },
      '2026-11-20T16:00:00.000Z' as Instant,
    );
    under.tables.takeFeed({
      partition: 'CPCO',
      after: 0,
      to: 1,
      head: 1,
      rows: [{ kind: 'events', n: 1, caseId: caseIdA, events: [theirs] }],
      digest: null,
      log: null,
      centralEpoch: newId(),
      now,
    });
    const view = under.workspace.book.view(caseIdA);
    if (view === null) throw new Error('the case is here');
    const shown = toCaseView(under.workspace, view, 0);
    expect(shown.state.assessments.eligibility?.status).toBe('failed');
    expect(shown.state.notes.map((each) => each.text)).toEqual(['stays']);
    expect(shown.pending.map((each) => each.refusal?.code ?? null)).toEqual(['stale-record', 'stale-record', null]);
    expect(lineOf(under)?.marks).toContain('refused');
    expect(lineOf(under)?.news).toBe(1);
  });
});
