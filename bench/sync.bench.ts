import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Day } from '#shared/model/ids.ts';
import { median, percentile, Report } from './support/report.ts';
import { type BenchCase, realCases, smallCase } from './sync/cases.ts';
import { type DossierRun, startDossier } from './sync/dossier.ts';
import { farLink, pushedEdits, type Round, type RunningEngine } from './sync/engine.ts';
import { installPeers, peerLacks, peerNames, startPeer } from './sync/peers.ts';

/**
 * Sync beside what else could have been taken: the same cases, in turn, each client in a fresh folder and a process of
 * its own, the server in another, over HTTP. `--only dossier,pouchdb` leaves engines out, `--rounds N`, `--cases N`.
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: 'postgres,pglite,pouchdb,rxdb,powersync' },
    rounds: { type: 'string', default: '3' },
    cases: { type: 'string', default: '50000' },
    real: { type: 'string', default: '1000' },
  },
  allowPositionals: true,
});
const rounds = Number(options.rounds);
const today = '2026-11-20' as Day;
const only = new Set(options.only.replace('dossier', 'postgres,pglite').split(','));
const databases = (['postgres', 'pglite'] as const).filter((name) => only.has(name));
const peers = peerNames.filter((name) => only.has(name));

interface Goals {
  /** 1,000 edits, in ms. */
  readonly push?: number;
  /** Cases a second. */
  readonly rate?: number;
}
const goals: Readonly<Record<'postgres' | 'pglite', Goals>> = {
  postgres: { push: 500, rate: 40_000 },
  pglite: { push: 1200 },
};
const report = new Report('Sync, side by side');
const scratch = mkdtempSync(join(tmpdir(), 'dossier-sync-bench-'));
const peerFolder = peers.length === 0 ? '' : installPeers();

interface Contestant {
  readonly name: string;
  readonly database: keyof typeof goals | null;
  readonly engine: RunningEngine;
  readonly rounds: Round[];
}

function say(text: string): void {
  process.stdout.write(`  ${text}\n`);
}

/** What one of them cannot do is said and missing from the table; the others go on, and the run counts as failed. */
function failed({ name }: Contestant): (thrown: unknown) => null {
  return (thrown) => {
    say(`${name} failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    process.exitCode = 1;
    return null;
  };
}

async function startAll(cases: readonly BenchCase[], set: string): Promise<Contestant[]> {
  const file = join(scratch, `${set}.ndjson`);
  writeFileSync(file, `${cases.map(({ id, document }) => JSON.stringify({ id, ...document })).join('\n')}\n`);
  const all: Contestant[] = [];
  const add = async (name: string, start: () => Promise<RunningEngine>, database: Contestant['database'] = null) => {
    const startedAt = performance.now();
    all.push({ name, database, engine: await start(), rounds: [] });
    say(`${set}: ${name} is filled and running (${Math.round((performance.now() - startedAt) / 1000)} s)`);
  };
  for (const kind of databases) await add(`dossier-${kind}`, () => startDossier(kind, cases), kind);
  for (const name of peers) await add(name, () => startPeer(name, peerFolder, file, cases.length));
  return all;
}

function addRounds(set: string, cases: number, { name, database, rounds: done }: Contestant): void {
  const goal: Goals = database === null ? {} : goals[database];
  const rates = done.map((round) => (cases * 1000) / round.initialMs);
  const isSmall = set === 'small';
  const withGoal = (value: number | undefined) => (value === undefined ? {} : { goal: value });
  report.add(`sync.${set}.${name}.initial`, {
    value: median(rates),
    unit: 'cases/s',
    runs: rates,
    better: 'higher',
    ...withGoal(isSmall ? goal.rate : undefined),
  });
  const cpu = done.flatMap((round) => round.initialCpuMs ?? []).map((ms) => (ms * 1000) / cases);
  report.add(`sync.${set}.${name}.initial-cpu`, { value: median(cpu), unit: 'us/case', runs: cpu });
  const words = done.flatMap((round) => round.wordsMs ?? []).map((ms) => (cases * 1000) / ms);
  if (words.length > 0) {
    report.add(`sync.${set}.${name}.initial-words`, {
      value: median(words),
      unit: 'cases/s',
      runs: words,
      better: 'higher',
    });
  }
  const add = (metric: string, runs: readonly number[], unit: string, share = 0.5, target?: number): void =>
    report.add(`sync.${set}.${name}.${metric}`, { value: percentile(runs, share), unit, runs, ...withGoal(target) });
  const ifDossier = (value: number) => (database === null || !isSmall ? undefined : value);
  add(
    'changes-100.p50',
    done.flatMap((round) => round.changes),
    'ms',
    0.5,
    ifDossier(12),
  );
  const edits = done.flatMap((round) => round.edits);
  add('edit.p50', edits, 'ms', 0.5, ifDossier(0.6));
  add('edit.p95', edits, 'ms', 0.95);
  const push = isSmall ? goal.push : undefined;
  add(
    'push-first',
    done.map((round) => round.pushFirstMs),
    'ms',
    0.5,
    push,
  );
  add(
    'push-later',
    done.map((round) => round.pushLaterMs),
    'ms',
    0.5,
    push,
  );
  add(
    'client-memory',
    done.map((round) => round.clientPeakMb),
    'MB',
  );
}

async function addOnce(set: string, cases: number, { name, database, engine }: Contestant): Promise<void> {
  const far = await engine.far();
  say(
    `${set}: ${name} sent 1,000 edits over ${farLink.roundTripMs} ms and 1 Mbit/s in ${(far.pushMs / 1000).toFixed(1)} s`,
  );
  const add = (metric: string, value: number, unit: string, goal?: number): void =>
    report.add(`sync.${set}.${name}.${metric}`, { value, unit, ...(goal === undefined ? {} : { goal }) });
  add('initial-bytes', far.initialBytes / cases, 'B/case');
  add('far-push.round-trips', far.pushRoundTrips, '', database === null ? undefined : 6);
  add('far-push.seconds', far.pushMs / 1000, 's');
  add('far-push.bytes', far.pushBytes / 1000, 'KB');
}

async function addCentral(run: DossierRun, name: string): Promise<void> {
  const { single, batched } = await run.commandsPerSecond();
  say(`${name} takes ${Math.round(single)} acts one by one and ${Math.round(batched)} in batches a second`);
  report.add(`sync.central.${name}.commands-single`, { value: single, unit: 'acts/s', better: 'higher' });
  report.add(`sync.central.${name}.commands-batched`, { value: batched, unit: 'acts/s', better: 'higher' });
}

async function compare(set: string, cases: readonly BenchCase[]): Promise<void> {
  const contestants = await startAll(cases, set);
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const done = await contestant.engine.round().catch(failed(contestant));
      if (done === null) continue;
      contestant.rounds.push(done);
      const rate = Math.round((cases.length * 1000) / done.initialMs);
      say(
        `${set} ${round}/${rounds}: ${contestant.name} ${rate} cases/s, 1,000 edits ${Math.round(done.pushLaterMs)} ms`,
      );
    }
  }
  for (const contestant of contestants) {
    if (contestant.rounds.length > 0) addRounds(set, cases.length, contestant);
    if (set === 'small') await addOnce(set, cases.length, contestant).catch(failed(contestant));
    if ('floor' in contestant.engine) {
      const run = contestant.engine as DossierRun;
      report.add(`sync.${set}.${contestant.name}.flush-floor`, {
        value: median(run.floor),
        unit: 'ms',
        runs: run.floor,
      });
      if (set === 'small') await addCentral(run, contestant.name).catch(failed(contestant));
    }
    await contestant.engine.stop();
  }
}

await compare(
  'small',
  Array.from({ length: Number(options.cases) }, (_, index) => smallCase(index)),
);
await compare('real', realCases(Number(options.real), today));
rmSync(scratch, { recursive: true, force: true });

for (const name of peers) report.note(`${peerLacks[name]}.`);
report.note(
  'Dossier: encrypted (AEGIS-256), synchronous=FULL and a journal, access decided at central, every line and act checked, Ed25519 signatures.',
);
report.note(
  'small: a record of some 690 bytes; Dossier has it as a case with its history, 1.4 KB. real: cases of the demo office, 9 KB.',
);
report.note(
  'initial: from signing in to everything stored and the digest equal; initial-cpu: of the client alone; initial-words: until the word index stands too (words are found before that, more slowly).',
);
report.note(
  'changes-100: from the answer to who made them to the other client having stored them. edit: a note, the whole call.',
);
report.note(
  `far: ${farLink.roundTripMs} ms and 1 Mbit/s each way, from going online to the last answer for ${pushedEdits} edits.`,
);
report.note('flush-floor: 4 KB written and synced on the same disk in the same minute.');
report.finish();
