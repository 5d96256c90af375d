import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '#core/db/sql.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import { type CoreUnderTest, newId, startCore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import type { FullDiskOrder, FullDiskRun, FullDiskWord } from './session-order.ts';

const order = JSON.parse(process.argv[2] ?? '') as FullDiskOrder;
const control = openSync(order.control, 'r+');

function say(word: FullDiskWord): void {
  process.send?.(word);
}

/** From this write on the disk is full; null: there is room. */
function setFullFrom(write: number | null): void {
  const numbers = Buffer.alloc(16);
  numbers.writeBigInt64LE(BigInt(write ?? 0), 0);
  writeSync(control, numbers, 0, 16, 0);
}

function writesSoFar(): number {
  const numbers = Buffer.alloc(16);
  readSync(control, numbers, 0, 16, 0);
  return Number(numbers.readBigInt64LE(8));
}

interface Told {
  readonly acts: Map<string, number>;
  readonly typed: Set<string>;
  readonly documents: Set<string>;
  /** Ids by their text: a step that is repeated is the same act. */
  readonly ids: Map<string, string>;
}

function idOf(told: Told, what: string): string {
  const id = told.ids.get(what) ?? newId();
  told.ids.set(what, id);
  return id;
}

type Step = readonly [name: string, work: () => Promise<void>];

/**
 * A whole session, each step of it repeatable: what has been done is not done again.
 *
 * @param isFull a problem of the exchange ends a step; with room again it is the earlier one, and passes
 */
function stepsOf(core: CoreUnderTest, { caseId, officerId }: FullDiskOrder, told: Told, isFull: boolean): Step[] {
  const note = (text: string): Step => [
    `act ${text}`,
    async () => {
      const noteId = idOf(told, text);
      const unique = `${text} ${noteId}`;
      const payload = { noteId, type: 'general', text: unique, protectedPassages: [] };
      const args = {
        actId: idOf(told, `act ${text}`),
        caseId,
        type: 'note.add',
        payload,
      } as const;
      const { n } = await core.call('case-file.act', args);
      invariant(n !== null, 'a note is an act');
      told.acts.set(unique, n);
    },
  ];
  return [
    [
      'make the store',
      async () => {
        const { state } = await core.call('store.status', {});
        if (state === 'absent') await core.call('store.create', { passphrase: null });
        else if (state === 'corrupt') throw new AppError('store-corrupt');
        else await core.call('store.unlock', { with: 'keychain' });
      },
    ],
    ['sign in', async () => void (await core.call('session.demo-sign-in', { officerId }))],
    [
      'load',
      async () => {
        await core.call('sync.set-offline', { offline: false });
        await core.call('sync.now', {});
        const { state, problem } = await core.until(
          'sync.status',
          {},
          (status) => (isFull && status.problem !== null) || status.state === 'up-to-date',
        );
        if (state !== 'up-to-date') throw new AppError(problem ?? 'internal');
      },
    ],
    ['work offline', async () => void (await core.call('sync.set-offline', { offline: true }))],
    note('first'),
    note('second'),
    [
      'keep what is typed',
      async () => {
        await core.call('case-file.keep-typed', { caseId, field: 'note', text: 'half a sentence' });
        told.typed.add('half a sentence');
      },
    ],
    [
      'take a document',
      async () => void told.documents.add(await core.session.requireOpen().vault.put(Buffer.alloc(150_000, 'a page '))),
    ],
    ['back up', async () => void (await core.call('backup.now', {}))],
    [
      'send',
      async () => {
        await core.call('sync.set-offline', { offline: false });
        const { problem } = await core.until(
          'sync.status',
          {},
          (status) => (isFull && status.problem !== null) || status.waiting.acts === 0,
        );
        if (isFull && problem !== null) throw new AppError(problem);
      },
    ],
    ['change a setting', async () => void (await core.call('settings.set', { density: 'comfortable' }))],
    ['lock', async () => void (await core.call('store.lock', {}))],
    ['open again', async () => void (await core.call('store.unlock', { with: 'keychain' }))],
  ];
}

/** Everything that was answered is there, once. */
async function missingOf(core: CoreUnderTest, { caseId }: FullDiskOrder, told: Told): Promise<string[]> {
  const missing: string[] = [];
  const { state: found } = await core.call('store.status', {});
  if (found !== 'open') return [`the store is ${found}`];
  const { db, vault } = core.session.requireOpen();
  if (db.column<string>(sql`pragma integrity_check`).join() !== 'ok') missing.push('the database fails its check');
  const { state } = await core.call('case-file.view', { caseId });
  for (const [text, n] of told.acts) {
    const times = state.notes.filter((each) => each.text === text).length;
    if (times !== 1) missing.push(`act ${n} is there ${times} times`);
    const kept = db.value<number>(sql`select count(*) from outbox where n = ${n}`);
    if (kept !== 1) missing.push(`act ${n} is not in the outbox`);
  }
  const typed = await core.call('case-file.typed', { caseId });
  for (const text of told.typed) if (!typed.some((each) => each.text === text)) missing.push('what was typed is gone');
  for (const sha256 of told.documents) if (!(await vault.verify(sha256))) missing.push('a document is gone');
  return missing;
}

/** Runs the session on a disk that is full from the k-th write on, then makes room and goes on to the end. */
async function runFull(write: number): Promise<FullDiskRun> {
  const dataDir = join(order.disk, `w${write}`);
  const keychain = new FakeKeychain();
  const told: Told = { acts: new Map(), typed: new Set(), documents: new Set(), ids: new Map() };
  const failures: { step: string; code: string }[] = [];
  setFullFrom(write);
  const attempt = async (steps: readonly Step[], into: typeof failures): Promise<void> => {
    for (const [step, work] of steps) {
      say({ kind: 'step', write, step });
      try {
        await work();
      } catch (thrown) {
        into.push({ step, code: thrown instanceof AppError ? thrown.code : String(thrown) });
      }
    }
  };
  say({ kind: 'step', write, step: 'start' });
  const core = await startCore({ dataDir, centralUrl: order.central, keychain });
  await attempt(stepsOf(core, order, told, true), failures);
  const writes = writesSoFar();
  setFullFrom(null);
  const afterwards: typeof failures = [];
  await attempt(stepsOf(core, order, told, false), afterwards);
  say({ kind: 'step', write, step: 'wait for the documents' });
  await core.until('sync.status', {}, (status) => status.documents.missing === 0);
  say({ kind: 'step', write, step: 'check' });
  const missing = await missingOf(core, order, told);
  const bugs = core.bugs.map((bug) => (bug as { where: string }).where);
  say({ kind: 'step', write, step: 'stop' });
  await core.stop();
  return { write, writes, failures, afterwards, missing, bugs };
}

for (const write of order.writes) {
  const run = await runFull(write);
  say({ kind: 'run', run });
  if (run.writes < write) break;
}
closeSync(control);
process.send?.({ kind: 'end' } satisfies FullDiskWord, undefined, {}, () => process.disconnect());
