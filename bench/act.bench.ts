import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { newId, startCore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { seedStore } from '#support/seed-store.ts';
import { percentile, Report } from './support/report.ts';

/**
 * What an officer waits for with no connection, over the real contract on an encrypted store of 10,000 cases: opening a
 * case (recorded as an act), a note, an assessment, keeping what is typed. Each act is signed, in the outbox with
 * `synchronous=FULL`, in the queue line and the word index, and in the journal, before the answer.
 */
const cases = 10_000;
const rounds = 200;

const report = new Report('Acts in core, offline');
const dataDir = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
const keychain = new FakeKeychain();
await seedStore({ dataDir, keychain, cases, documentsPerCase: 4 });
const core = await startCore({ dataDir, keychain });
const ask = {
  filter: queueFilter.parse({ holder: 'mine' }),
  order: queueOrder.parse({}),
  offset: 0,
  limit: rounds * 2,
};
const { rows } = await core.call('queue.window', ask);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function add(name: string, runs: readonly number[], goals: { p50?: number; p95?: number }): void {
  for (const [label, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const goal = goals[label];
    const figure = { value: percentile(runs, share), unit: 'ms', runs };
    report.add(`act.${name}.${label}`, goal === undefined ? figure : { ...figure, goal });
  }
}

const opened: number[] = [];
const prepared: number[] = [];
const notes: number[] = [];
const assessments: number[] = [];
const typed: number[] = [];
const views: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const unprepared = rows[round * 2];
  const ahead = rows[round * 2 + 1];
  if (unprepared === undefined || ahead === undefined) break;
  const { caseId } = unprepared;
  opened.push(await timed(() => core.call('case-file.open', { actId: newId(), caseId, reason: null })));
  await core.call('case-file.prepare', { caseId: ahead.caseId });
  prepared.push(await timed(() => core.call('case-file.open', { actId: newId(), caseId: ahead.caseId, reason: null })));
  views.push(await timed(() => core.call('case-file.view', { caseId })));
  const note = {
    noteId: newId(),
    type: 'general',
    text: 'Funds are sufficient for the stay as declared.',
    protectedPassages: [],
  };
  notes.push(
    await timed(() => core.call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload: note })),
  );
  const bf = { date: '2030-01-15', code: 'DOCS', text: 'Await documents' };
  assessments.push(
    await timed(() => core.call('case-file.act', { actId: newId(), caseId, type: 'bring-forward.set', payload: bf })),
  );
  typed.push(await timed(() => core.call('case-file.keep-typed', { caseId, field: 'note', text: `typing ${round}` })));
}
add('open-unprepared', opened, { p95: 20 });
add('open-prepared', prepared, { p95: 20 });
add('view', views, {});
add('note', notes, {});
add('edit', assessments, { p50: 0.6 });
add('keep-typed', typed, {});
report.note('Whole calls over a MessageChannel, both structured clones included. edit: a bring-forward date.');
report.finish();
await core.stop();
rmSync(dataDir, { recursive: true, force: true });
