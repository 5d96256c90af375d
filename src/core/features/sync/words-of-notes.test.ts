import { describe, expect, it } from 'vitest';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { ClientId, NoteId } from '#shared/model/ids.ts';
import { caseIdA, eventOf, now, officer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { feedOf, openTestWorkspace, type TestWorkspace, testEpoch } from '#support/workspace.ts';
import { performAct } from '../case-file/perform-act.ts';
import { beginAnew } from '../new-device/begin-anew.ts';

const assigned = eventOf(2, supervisor, {
  type: 'case-assigned',
  payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' },
});

function noted(text: string): CaseEvent {
  const payload = { id: newId() as NoteId, type: 'general' as const, text, protectedPassages: [] };
  return eventOf(3, supervisor, { type: 'note-added', payload });
}

function open(...more: readonly CaseEvent[]): TestWorkspace {
  const history = [received(), assigned, ...more];
  const under = openTestWorkspace([{ sight: 'full', state: applyAll(caseIdA, null, history), history }]);
  while (under.workspace.book.words.build(100));
  return under;
}

function note(under: TestWorkspace, text: string): number {
  const payload = { noteId: newId() as NoteId, type: 'general' as const, text, protectedPassages: [] };
  const { n } = performAct(under.workspace, { actId: newId(), caseId: caseIdA, type: 'note.add', payload });
  // Indexed, so that what follows has to say that it is another case now.
  while (under.workspace.book.words.build(100));
  return n ?? 0;
}

const finds = ({ workspace }: TestWorkspace, text: string): boolean =>
  (workspace.book.words.rowsWith(text) ?? []).length > 0;

function refuse(under: TestWorkspace, n: number): void {
  const receipt = { number: 'R-1', receivedAt: now, caseVersion: 2, feed: null };
  const refusal = { code: 'already-decided' as const, details: {} };
  const results = [{ n, outcome: 'refused' as const, receipt, refusal }];
  const log = { heads: [], runs: [] };
  const answer = { results, log, last: n, durableThrough: n, centralEpoch: testEpoch, now };
  under.tables.takeResults(answer, []);
}

describe('a case is found by the notes that it shows', () => {
  it('and not by one that central has refused', () => {
    const under = open();
    const n = note(under, 'unusual xylophone');
    expect(finds(under, 'xylophone')).toBe(true);
    refuse(under, n);
    expect(under.workspace.book.view(caseIdA)?.state.notes).toEqual([]);
    expect(finds(under, 'xylophone')).toBe(false);
  });

  it('where another has come in place of a refused one', () => {
    const under = open();
    refuse(under, note(under, 'unusual xylophone'));
    under.tables.takeFeed(feedOf([{ n: 1, kind: 'events', caseId: caseIdA, events: [noted('plain trumpet')] }], 1));
    expect(finds(under, 'trumpet')).toBe(true);
    expect(finds(under, 'xylophone')).toBe(false);
  });

  it('where a central that was put back has as many other notes', () => {
    const under = open(noted('unusual xylophone'));
    const history = [received(), assigned, noted('plain trumpet')];
    const state = applyAll(caseIdA, null, history);
    under.tables.takeFeed(
      feedOf([{ n: 1, kind: 'state', caseId: caseIdA, sight: 'full', entered: false, state, history }], 1),
    );
    expect(finds(under, 'trumpet')).toBe(true);
    expect(finds(under, 'xylophone')).toBe(false);
  });

  it('and not by one that the device before had made and central never took', () => {
    const under = open();
    note(under, 'unusual xylophone');
    beginAnew(under.workspace, newId() as ClientId);
    expect(finds(under, 'xylophone')).toBe(false);
  });

  it('again, where an act that had been answered waits once more', () => {
    const under = open();
    refuse(under, note(under, 'unusual xylophone'));
    under.tables.startOver('0b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a60');
    expect(under.workspace.book.view(caseIdA)?.state.notes).toHaveLength(1);
    expect(finds(under, 'xylophone')).toBe(true);
  });

  it('again, where the case has gone on meanwhile and the act no longer fits as it was', () => {
    const under = open();
    refuse(under, note(under, 'unusual xylophone'));
    under.tables.takeFeed(feedOf([{ n: 1, kind: 'events', caseId: caseIdA, events: [noted('plain trumpet')] }], 1));
    while (under.workspace.book.words.build(100));
    under.tables.startOver('0b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a60');
    expect(under.workspace.book.view(caseIdA)?.state.notes.map(({ text }) => text)).toEqual([
      'plain trumpet',
      'unusual xylophone',
    ]);
    for (const word of ['xylophone', 'trumpet']) expect(finds(under, word), word).toBe(true);
  });
});
