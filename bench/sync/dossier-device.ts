import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '#core/db/sql.ts';
import { type CoreUnderTest, newId, startCore, startCoreWithStore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { answerParent, sharedNow } from './child.ts';

/*
 * The workstation's side of the benchmark, in a process of its own: the real core over its contract, with an encrypted
 * store in a fresh folder for each round.
 */

let core: CoreUnderTest | null = null;
let folder = '';
let keychain = new FakeKeychain();
let caseIds: readonly string[] = [];

function running(): CoreUnderTest {
  if (core === null) throw new Error('the device is loaded first');
  return core;
}

async function close(): Promise<void> {
  await core?.stop();
  core = null;
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Looks into the store each millisecond, so that what is measured is not the telling of the windows. */
async function untilStored(query: ReturnType<typeof sql>, isThere: (value: number) => boolean): Promise<number> {
  const { db } = running().session.requireOpen();
  while (!isThere(db.value<number>(query) ?? 0)) await aMoment();
  return sharedNow();
}

/** What one flush of this disk costs: a page written and synced, as the write-ahead log has it. */
function flushFloor(rounds: number): number[] {
  const file = join(folder, 'floor');
  const descriptor = openSync(file, 'w');
  const page = Buffer.alloc(4096, 1);
  const runs = Array.from({ length: rounds }, (_, round) => {
    const startedAt = performance.now();
    writeSync(descriptor, page, 0, page.length, round * page.length);
    fdatasyncSync(descriptor);
    return performance.now() - startedAt;
  });
  closeSync(descriptor);
  rmSync(file);
  return runs;
}

async function makeEdit(index: number): Promise<void> {
  const caseId = caseIds[index % caseIds.length] ?? '';
  const text = `Edit ${index}: funds are sufficient for the stay as declared.`;
  const payload = { noteId: newId(), type: 'general', text, protectedPassages: [] };
  await running().call('case-file.act', { actId: newId(), caseId, type: 'note.add', payload });
}

answerParent({
  initial: async ({ url, officerId, ids }: { url: string; officerId: string; ids: readonly string[] }) => {
    await close();
    folder = mkdtempSync(join(tmpdir(), 'dossier-sync-bench-'));
    keychain = new FakeKeychain();
    core = await startCoreWithStore({ dataDir: folder, centralUrl: url, keychain });
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    await core.call('session.demo-sign-in', { officerId });
    await untilStored(
      sql`select count(*) filter (where confirmed_at is not null) * (count(*) > 0) from sync_cursor`,
      (confirmed) => confirmed > 0,
    );
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpu);
    caseIds = ids;
    const { db } = core.session.requireOpen();
    while (db.value(sql`select one from case_words_due`) !== undefined) await aMoment();
    const wordsMs = performance.now() - startedAt;
    const cases = core.session.requireOpen().db.value<number>(sql`select count(*) from case_here`) ?? 0;
    return { ms, cpuMs: (user + system) / 1000, wordsMs, cases };
  },
  /** The same device at another address of central. */
  reach: async ({ url }: { url: string }) => {
    await running().stop();
    core = await startCore({ dataDir: folder, centralUrl: url, keychain });
    await core.until('sync.status', {}, (status) => status.state === 'up-to-date');
  },
  arrived: async ({ position }: { position: number }) => ({
    at: await untilStored(sql`select max(position) from sync_cursor`, (there) => there >= position),
  }),
  position: () => running().session.requireOpen().db.value<number>(sql`select max(position) from sync_cursor`) ?? 0,
  edit: async ({ rounds }: { rounds: number }) => {
    await running().call('sync.set-offline', { offline: true });
    const runs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      await makeEdit(round);
      runs.push(performance.now() - startedAt);
    }
    return { runs, floor: flushFloor(rounds) };
  },
  push: async ({ count }: { count: number }) => {
    await running().call('sync.set-offline', { offline: true });
    await running().until('sync.status', {}, (status) => status.state === 'offline');
    for (let index = 0; index < count; index += 1) await makeEdit(index);
    const startedAt = performance.now();
    await running().call('sync.set-offline', { offline: false });
    const waiting = sql`select count(*) from outbox where state = 'waiting'`;
    await untilStored(waiting, (left) => left === 0);
    return { ms: performance.now() - startedAt };
  },
  memory: () => ({ peakMb: process.resourceUsage().maxRSS / 1024 }),
  stop: close,
});
