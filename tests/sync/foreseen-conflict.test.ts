import { describe, expect, it } from 'vitest';
import { performAct } from '#core/features/case-file/perform-act.ts';
import { explain } from '#core/features/conflict/explain.ts';
import { findAct } from '#core/features/outbox/store.ts';
import { Exchange } from '#core/sync/exchange.ts';
import type { NoteId } from '#shared/model/ids.ts';
import { caseIdA, eventOf, officer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { openTestWorkspace } from '#support/workspace.ts';

const eligibility = (status: 'passed' | 'failed') =>
  ({
    type: 'assessment.record',
    payload: { assessment: 'eligibility', status, conditional: false, dueDate: null, remark: '' },
  }) as const;

/** A case that the officer holds, here and at central, with the steps of an exchange in the test's hand. */
async function withOneCase() {
  const central = new ToyCentral(officer);
  const payload = { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' } as const;
  central.admit(caseIdA, [received(), eventOf(2, supervisor, { type: 'case-assigned', payload })]);
  const under = openTestWorkspace();
  under.tables.reload('CPCO');
  const { tables: disk, workspace } = under;
  const { signal } = new AbortController();
  const report = { progress: () => undefined, sending: () => undefined, behind: () => undefined };
  const exchange = new Exchange({ network: central, disk, report, appVersion: 'test', now: () => central.clock() });
  const pull = async (): Promise<void> => {
    for (const cursor of disk.cursors()) await exchange.pull(cursor, signal, false);
  };
  await exchange.hello(signal);
  await pull();
  const record = (status: 'passed' | 'failed'): number =>
    performAct(workspace, { actId: newId(), caseId: caseIdA, ...eligibility(status) }).n ?? 0;
  return { central, workspace, record, pull, push: () => exchange.push(signal) };
}

describe('a conflict that the device foresees', () => {
  it('is explained before anything is sent, with what stands at central shown; central then says the same', async () => {
    const { central, workspace, record, pull, push } = await withOneCase();
    const n = record('passed');
    // Done at the officer's other machine while this act waits; the feed comes before there is a chance to send.
    const { type, payload } = eligibility('failed');
    expect(central.act(officer, caseIdA, type, payload)).toBe(true);
    await pull();
    expect(central.envelopes).toEqual([]);
    expect(findAct(workspace.db, n)).toMatchObject({
      state: 'waiting',
      result: null,
      predicted: { code: 'stale-record' },
    });
    expect(explain(workspace, n)).toMatchObject({ outcome: 'foreseen', refusal: 'stale-record', keep: { can: true } });
    expect(workspace.book.view(caseIdA)?.state.assessments.eligibility?.status).toBe('failed');

    await push();
    expect(findAct(workspace.db, n)?.result).toMatchObject({ outcome: 'refused', refusal: { code: 'stale-record' } });
    expect(explain(workspace, n)).toMatchObject({ outcome: 'refused', refusal: 'stale-record' });
  });

  it('takes with it what rests on it, and leaves alone what does not', async () => {
    const { central, workspace, record, pull } = await withOneCase();
    const first = record('passed');
    const second = record('failed');
    const note = { noteId: newId() as NoteId, type: 'general' as const, text: 'Called.', protectedPassages: [] };
    const kept = performAct(workspace, { actId: newId(), caseId: caseIdA, type: 'note.add', payload: note }).n ?? 0;
    const { type, payload } = eligibility('failed');
    central.act(officer, caseIdA, type, payload);
    await pull();
    expect([first, second, kept].map((n) => findAct(workspace.db, n)?.predicted?.code ?? null)).toEqual([
      'stale-record',
      'stale-record',
      null,
    ]);
    expect(workspace.book.view(caseIdA)?.state.notes.map(({ text }) => text)).toEqual(['Called.']);
  });

  it('is a draft for who has the case now, where it was taken away', async () => {
    const { central, workspace, record, pull, push } = await withOneCase();
    const n = record('passed');
    central.act(supervisor, caseIdA, 'case.reassign', { to: null, officeId: null, reason: 'capacity' });
    await pull();
    expect(findAct(workspace.db, n)?.predicted?.code).toBe('stale-epoch');
    await push();
    expect(findAct(workspace.db, n)?.result?.outcome).toBe('handed-over');
  });
});
