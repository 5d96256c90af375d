import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractArgs } from '#shared/contract/contract.ts';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { startCore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { seedStore } from '#support/seed-store.ts';
import { percentile, Report } from './support/report.ts';

/**
 * The queue in core, over the real contract (every call cloned, parsed, answered), on an encrypted store: opening,
 * filters, orders, text, deep scrolling, at 10,000 and 100,000 cases. Each question is asked cold (other questions in
 * between, so that no kept order answers it); `scroll` is the same question at other offsets.
 */
const goalMs = 50;
const rounds = 15;

type Ask = ContractArgs<'queue.window'>;
const limit = 60;

function ask(filter: Record<string, unknown>, order: Record<string, unknown> = {}, offset = 0): Ask {
  return { filter: queueFilter.parse(filter), order: queueOrder.parse(order), offset, limit };
}

/** Another one each round, so that nothing is answered from the last time. */
function questions(cases: number): Readonly<Record<string, (round: number) => Ask>> {
  const names = [
    'oka',
    'nguyen',
    'silva',
    'haddad',
    'singh',
    'garcia',
    'chen',
    'mbeki',
    'diallo',
    'tanaka',
    'ivan',
    'benali',
    'hass',
    'ozt',
    'kowal',
  ];
  const sorts = ['number', 'name', 'program', 'stage', 'age', 'due', 'bring-forward', 'officer'] as const;
  const programs = ['visitor-visa', 'study-permit', 'work-permit', 'express-entry', 'citizenship-grant'];
  return {
    open: (round) => ask({ bringForward: 'any', officers: [], flags: [] }, { descending: round % 2 === 1 }),
    filter: (round) =>
      ask({ programs: [programs[round % programs.length]], holder: round % 2 === 0 ? 'mine' : 'all', age: 'beyond' }),
    sort: (round) =>
      ask(
        {},
        { sort: sorts[round % sorts.length], descending: round % 3 === 0, group: round % 4 === 0 ? 'stage' : 'none' },
      ),
    search: (round) => ask({ text: names[round % names.length] }),
    'search-common': (round) => ask({ text: ['bank', 'visit', 'travel', 'funds'][round % 4] }),
    'deep-scroll': (round) =>
      ask({ holder: 'all' }, { sort: 'name' }, Math.floor((cases * 0.9 * (round + 1)) / rounds)),
  };
}

const report = new Report('Queue in core');
for (const cases of [10_000, 100_000]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  const keychain = new FakeKeychain();
  const seededMs = await seedStore({ dataDir, keychain, cases, documentsPerCase: 3 });
  report.add(`queue.${cases}.seed`, { value: (cases / seededMs) * 1000, unit: 'cases/s', better: 'higher' });
  const beforeOpen = performance.now();
  const core = await startCore({ dataDir, keychain });
  report.add(`queue.${cases}.store-open`, { value: performance.now() - beforeOpen, unit: 'ms' });
  for (const [name, make] of Object.entries(questions(cases))) {
    const inCore: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Other questions push what is kept out of the way.
      if (name !== 'deep-scroll') {
        for (const stage of ['received', 'decision', 'assessment', 'closed'] as const) {
          await core.call('queue.window', ask({ stages: [stage] }));
        }
      }
      const startedAt = performance.now();
      const { tookMs } = await core.call('queue.window', make(round));
      whole.push(performance.now() - startedAt);
      inCore.push(tookMs);
    }
    for (const [share, label] of [
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const) {
      const goal = label === 'p95' ? { goal: goalMs } : {};
      report.add(`queue.${cases}.${name}.${label}`, {
        value: percentile(inCore, share),
        unit: 'ms',
        runs: inCore,
        ...goal,
      });
    }
    report.add(`queue.${cases}.${name}.call.p95`, { value: percentile(whole, 0.95), unit: 'ms', runs: whole });
  }
  await core.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
report.note('In core: from the parsed call to the answer. call: with both structured clones of a MessageChannel.');
report.finish();
