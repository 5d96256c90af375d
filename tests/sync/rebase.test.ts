import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHistory } from '#core/features/case-file/case-store.ts';
import { performAct } from '#core/features/case-file/perform-act.ts';
import { rebase } from '#core/features/case-file/rebase.ts';
import { Exchange } from '#core/sync/exchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { apply } from '#shared/model/apply.ts';
import type { Command } from '#shared/model/command.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { Day, NoteId } from '#shared/model/ids.ts';
import { caseIdA, eventOf, officer, otherOfficer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';

const given: readonly CaseEvent[] = [
  received(),
  eventOf(2, supervisor, {
    type: 'case-assigned',
    payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' },
  }),
];

type Step =
  | { readonly kind: 'mine'; readonly what: number }
  | { readonly kind: 'theirs'; readonly what: number }
  | { readonly kind: 'push' }
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'pull' };

/** Acts that touch the same records, so that they collide. */
function anAct(what: number): Pick<Command, 'type' | 'payload'> {
  const choices: readonly Pick<Command, 'type' | 'payload'>[] = [
    {
      type: 'note.add',
      payload: { noteId: newId() as NoteId, type: 'general', text: `note ${what}`, protectedPassages: [] },
    },
    {
      type: 'assessment.record',
      payload: {
        assessment: 'eligibility',
        status: what % 2 === 0 ? 'passed' : 'failed',
        conditional: false,
        dueDate: null,
        remark: '',
      },
    },
    {
      type: 'assessment.record',
      payload: { assessment: 'criminality', status: 'passed', conditional: false, dueDate: null, remark: '' },
    },
    { type: 'bring-forward.set', payload: { date: '2027-01-10' as Day, code: 'DOCS', text: `reminder ${what}` } },
    { type: 'bring-forward.clear', payload: {} },
    { type: 'case.open', payload: { reason: 'checking' } },
  ];
  return choices[what % choices.length] as Pick<Command, 'type' | 'payload'>;
}

/** What others may do meanwhile: the supervisor moves the case away and back, notes, the same records. */
function somebodyActs(central: ToyCentral, what: number): void {
  if (what % 5 === 0) {
    const to = what % 2 === 0 ? otherOfficer.officerId : officer.officerId;
    central.act(supervisor, caseIdA, 'case.reassign', { to, officeId: null, reason: 'capacity' });
    return;
  }
  const { type, payload } = anAct(what);
  // The officer's other device: same person, other acts.
  central.act(officer, caseIdA, type, payload);
}

function quietRefusals(work: () => void): void {
  try {
    work();
  } catch (thrown) {
    const expected = ['rule-refused', 'case-not-on-device', 'case-not-found'];
    if (!(thrown instanceof AppError) || !expected.includes(thrown.code)) throw thrown;
  }
}

function checkView({ workspace }: TestWorkspace): void {
  const { book, device, people } = workspace;
  book.forgetViews();
  const view = book.view(caseIdA);
  if (view === null) return;
  // What central has confirmed is not shown a second time on top of it, whether its answer was heard or not.
  const confirmed = readHistory(workspace.db, view.base.row).flatMap(({ command }) =>
    command === null ? [] : [command.n],
  );
  expect(view.overlay.filter((act) => confirmed.includes(act.n))).toEqual([]);
  const authors = {
    clientId: device.clientId,
    author: () => officer,
    colleague: people.colleague,
  };
  const events = rebase(view.base.state, view.overlay, authors).flatMap((each) => each.events);
  expect(view.state).toEqual(events.reduce(apply, view.base.state));
}

async function run(steps: readonly Step[]): Promise<void> {
  const central = new ToyCentral(officer);
  central.admit(caseIdA, given);
  const under = openTestWorkspace();
  under.tables.reload('CPCO');
  const { signal } = new AbortController();
  const report = { progress: () => undefined, sending: () => undefined, behind: () => undefined };
  const { tables: disk, workspace } = under;
  const exchange = new Exchange({ network: central, disk, report, appVersion: 'test', now: () => central.clock() });
  let pulls = 0;
  const pull = async (): Promise<void> => {
    pulls += 1;
    for (const cursor of disk.cursors()) await exchange.pull(cursor, signal, pulls % 2 === 0);
  };
  await exchange.hello(signal);
  await pull();
  for (const step of steps) {
    if (step.kind === 'mine') {
      quietRefusals(() => void performAct(workspace, { actId: newId(), caseId: caseIdA, ...anAct(step.what) }));
    }
    if (step.kind === 'theirs') somebodyActs(central, step.what);
    if (step.kind === 'push') await exchange.push(signal);
    if (step.kind === 'lose-answer') {
      central.afterWork = () => {
        throw new AppError('central-unreachable');
      };
      await exchange
        .push(signal)
        .catch((thrown: unknown) => expect(thrown).toMatchObject({ code: 'central-unreachable' }));
      central.afterWork = () => undefined;
    }
    if (step.kind === 'pull') await pull();
    checkView(under);
  }
  await exchange.push(signal);
  await pull();
  checkView(under);
  const here = workspace.book.view(caseIdA);
  const there = central.cases.get(caseIdA);
  expect(disk.digest('CPCO')).toBe(central.digest());
  if (here !== null) {
    expect(here.state).toEqual(there?.state);
    expect(workspace.book.history(here)).toEqual(there?.history);
    expect(here.overlay).toEqual([]);
  }
  const ns = central.envelopes.map((envelope) => envelope.n);
  expect(ns).toEqual(ns.map((_n, index) => index + 1));
  expect(central.envelopes.length).toBe(disk.facts().lastMade);
}

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.nat(59).map((what) => ({ kind: 'mine' as const, what })) },
  { weight: 3, arbitrary: fc.nat(59).map((what) => ({ kind: 'theirs' as const, what })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'pull' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'push' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lose-answer' as const }) },
);

describe('own acts over a changing central', () => {
  it('end as central has them, whatever came between, and are always central plus what is pending', async () => {
    await fc.assert(fc.asyncProperty(fc.array(someStep, { maxLength: 25 }), run), { numRuns: 60 });
  }, 60_000);
});
