import { describe, expect, it } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { rewriteJournal } from '#core/features/outbox/journal-upkeep.ts';
import { caseIdA, now, officer } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { testLog } from '#support/toy-log.ts';
import { acts, addNote, comeUpToDate, given, isState, sendNote, sent, start, startUpToDate } from './running-engine.ts';

describe('a central restored from a backup', () => {
  it('is offered the acts again that it lost, once each', async () => {
    const running = await startUpToDate();
    await sendNote(running, 'kept by the backup');
    addNote(running, 'lost');
    await sendNote(running, 'lost too');
    const held = running.central.cases.get(caseIdA);
    const backup = held?.history.slice(0, 3) ?? [];
    running.central.restore(new Map([[caseIdA, backup]]), 1, newId());
    running.engine.restart();
    await running.until(() => running.central.envelopes.length === 3);
    await sent(running);
    const notes = running.central.cases.get(caseIdA)?.state.notes.map((note) => note.text);
    expect(notes).toEqual(['kept by the backup', 'lost', 'lost too']);
    expect(running.under.workspace.book.view(caseIdA)?.state.notes).toHaveLength(3);
    expect(acts(running).every((act) => act.state === 'received')).toBe(true);
  });

  it('answers every act anew, also those that it still knows: answers are worth what gave them', async () => {
    const running = await startUpToDate();
    await sendNote(running, 'known before and after');
    const [before] = acts(running);
    const history = running.central.cases.get(caseIdA)?.history ?? [];
    running.central.restore(new Map([[caseIdA, [...history]]]), 1, newId());
    const { envelopes, log, results } = running.central;
    const [stored, envelope] = [results.get(1), envelopes[0]];
    if (stored === undefined || envelope === undefined) throw new Error('the act has a result');
    const other = { ...stored, receipt: { ...stored.receipt, number: 'R-of-the-backup' } };
    results.set(1, other);
    log.leaves.length = 0;
    log.append(envelope, other);
    running.engine.restart();
    await running.until(() => acts(running)[0]?.result?.receipt.number === 'R-of-the-backup');
    expect(before?.result?.receipt.number).not.toBe('R-of-the-backup');
    await sent(running);
    expect(running.under.workspace.book.view(caseIdA)?.state.notes).toHaveLength(1);
  });

  it('keeps what it still has out of the view on top of itself while answers are fetched anew', async () => {
    const running = await startUpToDate();
    addNote(running, 'central has it');
    const { book } = running.under.workspace;
    await sent(running);
    await running.until((status) => status.state === 'up-to-date' && book.view(caseIdA)?.overlay.length === 0);
    running.under.tables.startOver(newId());
    const view = book.view(caseIdA);
    expect(view?.overlay).toEqual([]);
    expect(view?.state.notes).toHaveLength(1);
    expect(running.under.tables.waiting(5)).toHaveLength(1);
    await running.engine.stop();
  });

  it('stops a device that has lost the same acts, and says so', async () => {
    const running = await startUpToDate();
    await sendNote(running, 'one');
    await sendNote(running, 'two');
    running.under.database.db.run(sql`delete from outbox where n = 1`);
    running.central.restore(new Map([[caseIdA, [...given]]]), 0, newId());
    running.engine.restart();
    await running.until(isState('stopped', 'acts-missing'));
    expect(acts(running).map((act) => act.state)).toEqual(['waiting']);
    expect(running.central.envelopes).toEqual([]);
  });

  it('stops a device whose own store is the older one', async () => {
    const running = await startUpToDate();
    running.central.hello = async () => ({
      actor: officer,
      partitions: ['CPCO'],
      people: [],
      last: 5,
      durableThrough: 0,
      centralEpoch: running.central.epoch,
      durability: 'durable',
      log: testLog,
      now,
      limits: { batch: 50, feed: 7, cases: 1000 },
    });
    running.engine.restart();
    await running.until(isState('stopped', 'client-forked'));
  });
});

describe('the journal', () => {
  it('holds what central could still lose, and is emptied when all is safe', async () => {
    const running = start();
    rewriteJournal(running.under.workspace);
    await comeUpToDate(running);
    addNote(running);
    expect(running.under.journal.records.map((record) => record.kind)).toEqual(['identity', 'act']);
    await sent(running);
    expect(running.under.journal.records).toEqual([expect.objectContaining({ kind: 'identity', n: 1 })]);
  });

  it('keeps what was answered as long as central does not vouch for it, over restarts too', async () => {
    const running = start();
    running.central.isDurable = false;
    rewriteJournal(running.under.workspace);
    await comeUpToDate(running);
    for (const text of ['one', 'two', 'three']) addNote(running, text);
    await sent(running);
    expect(acts(running).map((act) => act.state)).toEqual(['received', 'received', 'received']);
    rewriteJournal(running.under.workspace);
    const kept = running.under.journal.records.flatMap((each) => (each.kind === 'act' ? [each.envelope.n] : []));
    expect(kept).toEqual([1, 2, 3]);
    // Central has moved to a database that keeps what it is given: the next answer lets go of all.
    running.central.isDurable = true;
    await sendNote(running, 'four');
    expect(running.under.journal.records.map((record) => record.kind)).toEqual(['identity']);
    expect(acts(running)).toHaveLength(4);
  });
});
