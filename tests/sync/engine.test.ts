import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { performAct } from '#core/features/case-file/perform-act.ts';
import { rewriteJournal } from '#core/features/outbox/journal-upkeep.ts';
import { readEvidence, readProof } from '#core/features/outbox/proof-store.ts';
import { listActs } from '#core/features/outbox/store.ts';
import { marksFrom } from '#core/features/queue/row-codes.ts';
import { VaultDocuments } from '#core/features/sync/vault-documents.ts';
import { DocumentFetcher } from '#core/sync/document-fetcher.ts';
import type { SyncScheduler } from '#core/sync/ports.ts';
import { type EngineStatus, SyncEngine } from '#core/sync/sync-engine.ts';
import { TransferMeter } from '#core/sync/transfer-meter.ts';
import { Vault } from '#core/vault/vault.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, Instant, NoteId, Sha256 } from '#shared/model/ids.ts';
import { caseIdA, eventOf, now, officer, otherOfficer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { testFolder } from '#support/test-database.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { testLog } from '#support/toy-log.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';

const assigned = eventOf(2, supervisor, {
  type: 'case-assigned',
  payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' },
});
const given: readonly CaseEvent[] = [received(), assigned];
const idOf = (index: number): CaseId => `6b1f0f5e-3f0b-4c59-9d0a-${String(index).padStart(12, '0')}` as CaseId;

/** Timers that fire when the test says so. */
class HandScheduler implements SyncScheduler {
  waits: { ms: number; fire: () => void }[] = [];
  firesAtOnce = false;
  #onWait: () => void = () => undefined;
  after(ms: number, fire: () => void): () => void {
    const wait = { ms, fire };
    this.waits.push(wait);
    this.#onWait();
    if (this.firesAtOnce) setImmediate(() => this.fireAll());
    return () => void (this.waits = this.waits.filter((each) => each !== wait));
  }
  /** Resolves once something waits. */
  whenWaiting(): Promise<void> {
    return new Promise((resolve) => {
      if (this.waits.length > 0) resolve();
      else this.#onWait = resolve;
    });
  }
  fireAll(): void {
    for (const { fire } of this.waits.splice(0)) fire();
  }
}

interface Running {
  readonly central: ToyCentral;
  readonly under: TestWorkspace;
  readonly engine: SyncEngine;
  readonly scheduler: HandScheduler;
  readonly bugs: unknown[];
  signedIn: boolean;
  /** Resolves once the engine has told a status that is accepted. */
  until(accepts: (status: EngineStatus) => boolean): Promise<EngineStatus>;
}

function start(central = new ToyCentral(officer)): Running {
  if (central.cases.size === 0) central.admit(caseIdA, given);
  const under = openTestWorkspace();
  under.tables.reload('CPCO');
  const scheduler = new HandScheduler();
  const bugs: unknown[] = [];
  let listeners: ((status: EngineStatus) => void)[] = [];
  const running: Running = {
    central,
    under,
    scheduler,
    bugs,
    signedIn: true,
    engine: new SyncEngine({
      clock: under.clock,
      random: { next: () => 0.5 },
      scheduler,
      network: central,
      disk: under.tables,
      appVersion: 'test',
      isSignedIn: () => running.signedIn,
      isOffline: () => false,
      onStatus: (status) => listeners.forEach((listener) => listener(status)),
      onUpToDate: () => undefined,
      onBug: (thrown) => bugs.push(thrown),
    }),
    until: (accepts) =>
      new Promise((resolve) => {
        const listener = (status: EngineStatus): void => {
          if (!accepts(status)) return;
          listeners = listeners.filter((each) => each !== listener);
          resolve(status);
        };
        listeners.push(listener);
        listener(running.engine.status);
      }),
  };
  onTestFinished(() => running.engine.stop());
  onTestFinished(() => expect(bugs).toEqual([]));
  return running;
}

const isState =
  (state: EngineStatus['state'], problem: ErrorCode | null = null) =>
  (status: EngineStatus): boolean =>
    status.state === state && status.problem === problem;

function addNote({ under }: Running, text = 'A note'): number | null {
  const payload = { noteId: newId() as NoteId, type: 'general' as const, text, protectedPassages: [] };
  return performAct(under.workspace, { actId: newId(), caseId: caseIdA, type: 'note.add', payload }).n;
}

function acts({ under }: Running) {
  return listActs(under.database.db, { show: 'all', offset: 0, limit: 100 }, officer.officerId).acts;
}

async function sent(running: Running): Promise<void> {
  running.engine.poke();
  await running.until((status) => status.state === 'up-to-date' && running.under.tables.outboxIsEmpty());
}

describe('an exchange', () => {
  it('loads, sends, follows, and waits for news', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running);
    await sent(running);
    expect(acts(running).map((act) => act.state)).toEqual(['received']);
    running.central.act(supervisor, caseIdA, 'case.reassign', {
      to: otherOfficer.officerId,
      officeId: null,
      reason: 'moved',
    });
    await running.until(() => running.under.workspace.book.view(caseIdA) === null);
    expect(running.under.tables.casesHere('CPCO')).toBe(0);
  });

  it('does nothing twice when answers are lost, and settles the act by its effect in the feed', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    let losses = 3;
    running.central.afterWork = (what) => {
      if (what === 'push' && losses-- > 0) throw new AppError('central-unreachable');
    };
    addNote(running);
    addNote(running, 'Another note');
    running.engine.poke();
    running.scheduler.firesAtOnce = true;
    running.scheduler.fireAll();
    await sent(running);
    expect(losses).toBeLessThan(0);
    expect(running.central.envelopes.map((envelope) => envelope.n)).toEqual([1, 2]);
    expect(running.central.cases.get(caseIdA)?.state.notes).toHaveLength(2);
    expect(acts(running).every((act) => act.state === 'received' && act.result !== null)).toBe(true);
  });

  it('waits longer after each failure, and comes at once when something is done', async () => {
    const running = start();
    running.central.beforeWork = () => {
      throw new AppError('central-unreachable');
    };
    running.engine.start();
    const waited: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      await running.scheduler.whenWaiting();
      waited.push(running.scheduler.waits[0]?.ms ?? 0);
      running.scheduler.fireAll();
      await running.until((status) => status.state === 'syncing');
    }
    expect(waited).toEqual([2250, 2500, 3000, 6000, 12_000, 24_000, 45_000, 45_000]);
    await running.scheduler.whenWaiting();
    running.central.beforeWork = () => undefined;
    running.engine.poke();
    await running.until(isState('up-to-date'));
  });

  it.each([
    'token-expired',
    'token-invalid',
    'protocol-mismatch',
    'client-revoked',
    'client-forked',
    'signature-invalid',
  ] as const)(
    'stops at %s and says so, keeps what was done, and goes on when a person has seen to it',
    async (code) => {
      const running = start();
      running.engine.start();
      await running.until(isState('up-to-date'));
      running.central.beforeWork = (what) => {
        if (what === 'push') throw new AppError(code);
      };
      addNote(running);
      running.engine.poke();
      await running.until(isState('stopped', code));
      expect(running.scheduler.waits).toEqual([]);
      addNote(running, 'work goes on');
      expect(acts(running).map((act) => act.state)).toEqual(['waiting', 'waiting']);
      running.central.beforeWork = () => undefined;
      running.engine.restart();
      await sent(running);
      expect(running.central.cases.get(caseIdA)?.state.notes).toHaveLength(2);
    },
  );

  it('sends nothing while nobody is signed in', async () => {
    const running = start();
    running.signedIn = false;
    running.engine.start();
    await running.until(isState('signed-out'));
    expect(running.central.asked).toEqual([]);
    running.signedIn = true;
    running.engine.restart();
    await running.until(isState('up-to-date'));
  });

  it('keeps how often acts were on their way without an answer, and says when the next try is', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    let losses = 2;
    running.central.afterWork = (what) => {
      if (what === 'push' && losses-- > 0) throw new AppError('central-unreachable');
    };
    addNote(running);
    running.engine.poke();
    const { retry } = await running.until(isState('offline', 'central-unreachable'));
    expect(retry).toMatchObject({ failures: 1, lastAt: now });
    expect(Date.parse(retry?.nextAt ?? '')).toBeGreaterThan(Date.parse(now));
    expect(acts(running)[0]?.failedTries).toEqual({ count: 1, code: 'central-unreachable', at: now });
    running.engine.poke();
    await running.until((status) => status.retry?.failures === 2);
    expect(acts(running)[0]?.failedTries?.count).toBe(2);
    await sent(running);
    expect(running.engine.status.retry).toBeNull();
    expect(acts(running)[0]).toMatchObject({ state: 'received', failedTries: { count: 2 } });
  });

  it('does not say up to date from the moment that somebody doubts it until it has asked again', async () => {
    const running = start();
    const told: string[] = [];
    running.engine.start();
    await running.until(isState('up-to-date'));
    void running.until((status) => {
      told.push(status.state);
      return false;
    });
    running.engine.networkChanged();
    expect(running.engine.status.state).toBe('syncing');
    await running.until(isState('up-to-date'));
    running.engine.restart();
    expect(running.engine.status.state).toBe('syncing');
    await running.until(isState('up-to-date'));
    expect(told).toContain('syncing');
  });

  it('resumes a cut load where it was cut', async () => {
    const central = new ToyCentral(officer);
    for (let index = 1; index <= 320; index += 1) central.admit(idOf(index), given);
    let lines = 0;
    central.beforeWork = (what) => {
      if (what === 'line' && ++lines === 250) throw new AppError('central-unreachable');
    };
    const running = start(central);
    running.engine.start();
    await running.until(isState('offline', 'central-unreachable'));
    expect(running.under.tables.casesHere('CPCO')).toBe(249);
    await running.scheduler.whenWaiting();
    running.scheduler.fireAll();
    await running.until(isState('up-to-date'));
    expect(running.under.tables.casesHere('CPCO')).toBe(320);
    // 249 lines, the cut one, then only those behind the 249 that were taken.
    expect(lines).toBe(250 + 71);
    expect(running.under.tables.digest('CPCO')).toBe(central.digest());
  });

  it('says that the clock is wrong by a day, and goes on', async () => {
    const running = start();
    running.under.clock.at = new Date(Date.parse(now) + 86_400_000).toISOString() as Instant;
    running.engine.start();
    const status = await running.until((each) => each.state === 'up-to-date');
    expect(status.problem).toBe('clock-skew');
    expect(status.clockSkewSeconds).toBe(86_400);
  });
});

describe('a feed that is not what it should be', () => {
  it('is refused whole where a number is missing, and the partition is read anew', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    const feed = running.central.feed.bind(running.central);
    let broken = 0;
    running.central.feed = async (ask, signal) => {
      const response = await feed(ask, signal);
      if (response.rows.length < 2 || broken > 0) return response;
      broken += 1;
      return { ...response, rows: response.rows.slice(1) };
    };
    running.central.admit(idOf(1), given);
    running.central.admit(idOf(2), given);
    running.engine.poke();
    await running.until(() => broken === 1 && running.under.tables.casesHere('CPCO') === 3);
    await running.until(isState('up-to-date'));
    expect(running.central.asked.filter((what) => what === 'bootstrap')).toHaveLength(2);
  });

  it('heals a store that differs from central in silence', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    const { db } = running.under.database;
    db.script(`update case_here set version = 40`);
    running.central.admit(idOf(1), given);
    await running.until(() => running.central.asked.filter((what) => what === 'bootstrap').length === 2);
    await running.until(isState('up-to-date'));
    expect(running.under.tables.digest('CPCO')).toBe(running.central.digest());
  });

  it('is not read anew for ever where central itself is broken', async () => {
    const running = start();
    running.central.digest = () => 'f'.repeat(64);
    running.engine.start();
    await running.until(isState('offline', 'feed-broken'));
    expect(running.central.asked.filter((what) => what === 'bootstrap').length).toBeLessThan(6);
  });
});

/** A device with 26 cases that has lost its connection, and a note on each of them over and over. */
async function awayWith(notes: number): Promise<Running> {
  const running = start();
  for (let index = 1; index <= 25; index += 1) running.central.admit(idOf(index), given);
  running.engine.start();
  await running.until(isState('up-to-date'));
  running.central.beforeWork = () => {
    throw new AppError('central-unreachable');
  };
  for (let index = 0; index < notes; index += 1) {
    const caseId = index % 26 === 0 ? caseIdA : idOf(index % 26);
    const payload = { noteId: newId() as NoteId, type: 'general' as const, text: `${index}`, protectedPassages: [] };
    performAct(running.under.workspace, { actId: newId(), caseId, type: 'note.add', payload });
  }
  running.engine.poke();
  await running.until(isState('offline', 'central-unreachable'));
  return running;
}

describe('coming back after days', () => {
  it('sends more than five hundred acts in batches, in order, each once', async () => {
    const running = await awayWith(520);
    const before = running.central.asked.length;
    running.central.beforeWork = () => undefined;
    await sent(running);
    expect(running.central.asked.slice(before).filter((what) => what === 'push')).toHaveLength(11);
    expect(running.central.envelopes.map((envelope) => envelope.n)).toEqual(
      Array.from({ length: 520 }, (_, index) => index + 1),
    );
  });

  it('keeps the answers of before when the token ends between two batches, and sends the rest after a sign-in', async () => {
    const running = await awayWith(70);
    let pushes = 0;
    running.central.beforeWork = (what) => {
      if (what === 'push') pushes += 1;
      if (what === 'push' && pushes === 2) throw new AppError('token-expired');
    };
    running.engine.poke();
    await running.until(isState('stopped', 'token-expired'));
    expect(acts(running).filter((act) => act.result !== null)).toHaveLength(50);
    running.engine.restart();
    await sent(running);
    expect(running.central.envelopes.map((envelope) => envelope.n)).toEqual(
      Array.from({ length: 70 }, (_, index) => index + 1),
    );
  });
});

/** A case as a load gives it, under the n-th id. */
function lineOf(index: number) {
  const state = applyAll(idOf(index), null, [...given]);
  return { kind: 'case' as const, sight: 'full' as const, state, history: [...given] };
}

/** A central that offers as many cases as somebody cares to read, and says what it likes about their number. */
function offering(central: ToyCentral, said: number): { read: () => number } {
  let read = 0;
  central.bootstrap = async function* ({ cursor }) {
    yield [{ kind: 'header', partition: 'CPCO', at: 0, cases: said, centralEpoch: central.epoch, now }];
    const from = cursor === null ? 0 : Number(cursor.slice(-12));
    for (let index = from + 1; index <= 10_000_000; index += 1) {
      read += 1;
      yield [lineOf(index)];
    }
  };
  return { read: () => read };
}

describe('more cases than a device may hold', () => {
  it('are not begun with where central says their number', async () => {
    const running = start();
    running.central.casesLimit = 300;
    const offer = offering(running.central, 10_000_000);
    running.engine.start();
    const status = await running.until(isState('stopped', 'scope-too-large'));
    expect(status.details).toEqual({ offered: 10_000_000, limit: 300 });
    expect(offer.read()).toBe(0);
  });

  it('end at the limit where central lies about their number; what came is kept and usable, and asking again costs nothing', async () => {
    const running = start();
    running.central.casesLimit = 300;
    const offer = offering(running.central, 1);
    running.engine.start();
    await running.until(isState('stopped', 'scope-too-large'));
    expect(offer.read()).toBeLessThanOrEqual(301);
    const { here } = running.under.tables.scope();
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThanOrEqual(300);
    expect(running.under.workspace.book.view(idOf(1))?.state.version).toBe(2);
    const before = offer.read();
    running.engine.poke();
    await running.until((next) => next.state === 'syncing');
    await running.until(isState('stopped', 'scope-too-large'));
    expect(running.under.tables.scope().here).toBeLessThanOrEqual(300);
    expect(offer.read() - before).toBeLessThanOrEqual(301);
  });

  it('that come by the feed are not taken, and work goes on being sent', async () => {
    const running = start();
    running.central.casesLimit = 2;
    running.engine.start();
    await running.until(isState('up-to-date'));
    running.central.admit(idOf(1), given);
    running.central.admit(idOf(2), given);
    running.engine.poke();
    const status = await running.until(isState('stopped', 'scope-too-large'));
    expect(status.details).toEqual({ offered: 3, limit: 2 });
    expect(running.under.tables.scope()).toEqual({ here: 1, limit: 2 });
    addNote(running);
    running.engine.poke();
    await running.until(() => running.central.envelopes.length === 1);
    running.central.casesLimit = 3;
    await running.until(isState('stopped', 'scope-too-large'));
    running.engine.poke();
    await running.until(isState('up-to-date'));
    expect(running.under.tables.scope().here).toBe(3);
  });
});

describe('a central restored from a backup', () => {
  it('is offered the acts again that it lost, once each', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running, 'kept by the backup');
    await sent(running);
    addNote(running, 'lost');
    addNote(running, 'lost too');
    await sent(running);
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
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running, 'known before and after');
    await sent(running);
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
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
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
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running, 'one');
    await sent(running);
    addNote(running, 'two');
    await sent(running);
    running.under.database.db.run(sql`delete from outbox where n = 1`);
    running.central.restore(new Map([[caseIdA, [...given]]]), 0, newId());
    running.engine.restart();
    await running.until(isState('stopped', 'acts-missing'));
    expect(acts(running).map((act) => act.state)).toEqual(['waiting']);
    expect(running.central.envelopes).toEqual([]);
  });

  it('stops a device whose own store is the older one', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
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

describe('work that was taken over meanwhile', () => {
  it('is handed over and kept, applied by nobody', async () => {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    const { central } = running;
    central.beforeWork = () => {
      throw new AppError('central-unreachable');
    };
    running.engine.restart();
    await running.until(isState('offline', 'central-unreachable'));
    const payload = { date: '2027-01-10', code: 'DOCS', text: 'await documents' } as never;
    performAct(running.under.workspace, { actId: newId(), caseId: caseIdA, type: 'bring-forward.set', payload });
    central.act(supervisor, caseIdA, 'case.reassign', {
      to: otherOfficer.officerId,
      officeId: null,
      reason: 'absence',
    });
    central.beforeWork = () => undefined;
    running.engine.poke();
    await running.until(isState('up-to-date'));
    expect(acts(running).map((act) => act.state)).toEqual(['handed-over']);
    expect(central.cases.get(caseIdA)?.state.bringForward.entry).toBeNull();
    expect(running.under.workspace.book.view(caseIdA)).toBeNull();
  });
});

describe('the journal', () => {
  it('holds what central could still lose, and is emptied when all is safe', async () => {
    const running = start();
    rewriteJournal(running.under.workspace);
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running);
    expect(running.under.journal.records.map((record) => record.kind)).toEqual(['identity', 'act']);
    await sent(running);
    expect(running.under.journal.records).toEqual([expect.objectContaining({ kind: 'identity', n: 1 })]);
  });

  it('keeps what was answered as long as central does not vouch for it, over restarts too', async () => {
    const running = start();
    running.central.isDurable = false;
    rewriteJournal(running.under.workspace);
    running.engine.start();
    await running.until(isState('up-to-date'));
    for (const text of ['one', 'two', 'three']) addNote(running, text);
    await sent(running);
    expect(acts(running).map((act) => act.state)).toEqual(['received', 'received', 'received']);
    rewriteJournal(running.under.workspace);
    const kept = running.under.journal.records.flatMap((each) => (each.kind === 'act' ? [each.envelope.n] : []));
    expect(kept).toEqual([1, 2, 3]);
    // Central has moved to a database that keeps what it is given: the next answer lets go of all.
    running.central.isDurable = true;
    addNote(running, 'four');
    await sent(running);
    expect(running.under.journal.records.map((record) => record.kind)).toEqual(['identity']);
    expect(acts(running)).toHaveLength(4);
  });
});

const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256;

describe('documents', () => {
  function withDocuments() {
    // Within a case documents come in order of their hashes: the larger one is to be first.
    const small = randomBytes(130_000);
    let large = randomBytes(220_000);
    while (hashOf(large) > hashOf(small)) large = randomBytes(220_000);
    const contents = [large, small];
    const hashes = contents.map(hashOf);
    const [first] = given;
    if (first?.type !== 'case-received') throw new Error('a case begins by being received');
    const documents = first.payload.documents.map((document, place) => ({
      ...document,
      sha256: hashes[place] as Sha256,
      sizeBytes: contents[place]?.length ?? 0,
    }));
    const central = new ToyCentral(officer);
    hashes.forEach((hash, place) => central.documents.set(hash, contents[place] as Buffer));
    central.admit(caseIdA, [{ ...first, payload: { ...first.payload, documents } }, assigned]);
    const running = start(central);
    const vault = new Vault(nodeDisk, testFolder(), randomBytes(32));
    const told: string[] = [];
    let wake = (): void => undefined;
    const source = new VaultDocuments({
      workspace: running.under.workspace,
      vault,
      onChanged: (sha256, presence) => {
        told.push(`${hashes.indexOf(sha256)} ${presence}`);
        wake();
      },
      onCasesChanged: () => undefined,
    });
    const scheduler = new HandScheduler();
    const bugs: unknown[] = [];
    const fetcher = new DocumentFetcher({
      network: central,
      vault: source,
      clock: running.under.clock,
      meter: new TransferMeter(),
      scheduler,
      random: { next: () => 0.5 },
      mayFetch: () => true,
      whenQuiet: () => Promise.resolve(),
      onBug: (thrown) => bugs.push(thrown),
    });
    onTestFinished(() => fetcher.stop());
    onTestFinished(() => expect(bugs).toEqual([]));
    const untilTold = (accepts: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        wake = () => {
          if (accepts()) resolve();
        };
        wake();
      });
    return { running, central, vault, fetcher, scheduler, hashes, contents, told, untilTold };
  }

  it('come down, are verified, and make the case ready', async () => {
    const { running, vault, fetcher, hashes, contents, untilTold } = withDocuments();
    running.engine.start();
    await running.until(isState('up-to-date'));
    fetcher.start();
    await untilTold(() => hashes.every((hash) => vault.state(hash).presence === 'present'));
    hashes.forEach((hash, place) => expect(vault.read(hash, 0, 1e9).equals(contents[place] as Buffer)).toBe(true));
    const marks = running.under.database.db.value<number>(sql`select marks from queue_row`);
    expect(marksFrom(marks ?? 0)).toEqual(['ready-offline']);
  });

  it('go on at the chunk where the connection was cut', async () => {
    const { running, central, vault, fetcher, scheduler, hashes, untilTold } = withDocuments();
    running.engine.start();
    await running.until(isState('up-to-date'));
    let pieces = 0;
    central.beforeWork = (what) => {
      if (what === 'piece' && ++pieces === 4) throw new AppError('central-unreachable');
    };
    fetcher.start();
    await untilTold(() => vault.state(hashes[0] ?? '').bytesHere > 0);
    await scheduler.whenWaiting();
    expect(vault.state(hashes[0] ?? '').bytesHere).toBe(131_072);
    scheduler.fireAll();
    await untilTold(() => hashes.every((hash) => vault.state(hash).presence === 'present'));
    expect(central.asked.filter((what) => what.startsWith('document'))).toEqual([
      'document 0',
      'document 131072',
      'document 0',
    ]);
  });

  it('that are not what their hash says are not kept', async () => {
    const { running, central, vault, fetcher, hashes, told, untilTold } = withDocuments();
    central.documents.set(hashes[0] ?? '', randomBytes(220_000));
    running.engine.start();
    await running.until(isState('up-to-date'));
    fetcher.start();
    await untilTold(() => vault.state(hashes[1] ?? '').presence === 'present');
    expect(vault.state(hashes[0] ?? '').presence).toBe('missing');
    expect(told).not.toContain('0 present');
  });

  it('that are asked for go before others', async () => {
    const { running, central, vault, fetcher, hashes, untilTold, told } = withDocuments();
    running.engine.start();
    await running.until(isState('up-to-date'));
    central.beforeWork = (what) => {
      if (what === 'piece' && !central.asked.includes('asked for')) {
        central.asked.push('asked for');
        fetcher.fetchFirst(hashes[1] as Sha256);
      }
    };
    fetcher.start();
    await untilTold(() => hashes.every((hash) => vault.state(hash).presence === 'present'));
    expect(told.filter((line) => line.endsWith('present'))).toEqual(['1 present', '0 present']);
  });
});

describe('receipts and the log', () => {
  const flipped = (hash: string | undefined): string =>
    `${hash?.startsWith('0') === true ? '1' : '0'}${hash?.slice(1)}`;

  async function withOneReceipt(): Promise<Running> {
    const running = start();
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running, 'one');
    await sent(running);
    return running;
  }

  it('keeps with each act the proof that it stands in the log', async () => {
    const running = await withOneReceipt();
    addNote(running, 'two');
    await sent(running);
    const { db } = running.under.database;
    const proof = readProof(db, 2);
    expect(proof).toMatchObject({ n: 2, entry: 2, hasResult: true, head: { stream: 'CPCO', size: 2 } });
    expect(proof?.path).toEqual([running.central.log.leaves[0]]);
    expect(readProof(db, 1)?.head.size).toBe(1);
    expect(running.under.tables.logTrust().heads.map((head) => head.size)).toEqual([2]);
  });

  it('stops when the log no longer continues what was vouched for, and keeps both heads and all work', async () => {
    const running = await withOneReceipt();
    const { leaves } = running.central.log;
    leaves[0] = flipped(leaves[0]);
    addNote(running, 'two');
    running.engine.poke();
    await running.until(isState('stopped', 'log-inconsistent'));
    expect(acts(running).map((act) => act.state)).toEqual(['waiting', 'received']);
    const [evidence] = readEvidence(running.under.database.db);
    expect([evidence?.kept.size, evidence?.offered.size]).toEqual([1, 2]);
    expect(evidence?.kept.sig).not.toBe(evidence?.offered.sig);
  });

  it('notices it at the next reading too, without an act of its own', async () => {
    const running = await withOneReceipt();
    const { leaves } = running.central.log;
    leaves[0] = flipped(leaves[0]);
    running.engine.restart();
    await running.until(isState('stopped', 'log-inconsistent'));
  });

  it('does not believe a durable central that forgets answers within one epoch', async () => {
    const running = await withOneReceipt();
    running.central.restore(new Map([[caseIdA, [...given]]]), 0, running.central.epoch);
    running.engine.restart();
    await running.until(isState('stopped', 'log-inconsistent'));
    expect(acts(running).map((act) => act.state)).toEqual(['received']);
  });

  it('begins anew with a central that is not durable and lost its last moments, without an alarm', async () => {
    const central = new ToyCentral(officer);
    central.durability = 'not-durable';
    const running = start(central);
    running.engine.start();
    await running.until(isState('up-to-date'));
    addNote(running, 'one');
    await sent(running);
    // What a colleague had done before is gone from the log, and something else stands in its place.
    central.log.leaves[0] = flipped(central.log.leaves[0]);
    central.places.set(1, 2);
    const [envelope, result] = [central.envelopes[0], central.results.get(1)];
    if (envelope === undefined || result === undefined) throw new Error('the act has a result');
    central.log.append(envelope, result);
    running.engine.restart();
    await running.until(
      (status) => status.state === 'up-to-date' && running.under.tables.logTrust().heads[0]?.size === 2,
    );
    expect(acts(running).map((act) => act.state)).toEqual(['received']);
    expect(readProof(running.under.database.db, 1)?.entry).toBe(2);
    expect(readEvidence(running.under.database.db)).toEqual([]);
  });

  it('takes a log that begins anew with a new epoch', async () => {
    const running = await withOneReceipt();
    running.central.restore(new Map([[caseIdA, [...given]]]), 0, newId());
    running.engine.restart();
    await running.until(() => running.central.envelopes.length === 1);
    await sent(running);
    const { epoch } = running.central;
    expect(running.under.tables.logTrust().heads.map((head) => head.epoch)).toEqual([epoch]);
    expect(readProof(running.under.database.db, 1)?.head.epoch).toBe(epoch);
  });

  it('does not show an answer as received that is not the one in the log', async () => {
    const running = await withOneReceipt();
    addNote(running, 'two');
    const { central } = running;
    const push = central.push.bind(central);
    central.push = async (request) => {
      const response = await push(request);
      for (const result of response.results) result.receipt.caseVersion += 7;
      return response;
    };
    running.engine.poke();
    await running.until(isState('stopped', 'receipt-invalid'));
    expect(acts(running).map((act) => act.state)).toEqual(['waiting', 'received']);
    expect(readProof(running.under.database.db, 2)).toBeNull();
  });

  it('stops at another key than that of the first contact, before anything is sent', async () => {
    const running = await withOneReceipt();
    running.central.log.identity = { ...testLog, key: flipped(testLog.key) };
    addNote(running, 'two');
    running.engine.restart();
    await running.until(isState('stopped', 'log-key-changed'));
    expect(running.central.envelopes).toHaveLength(1);
  });

  it('does not take a head that another key has signed', async () => {
    const running = await withOneReceipt();
    const { central } = running;
    const feed = central.feed.bind(central);
    central.feed = async (ask, signal) => {
      const response = await feed(ask, signal);
      return response.log === null
        ? response
        : {
            ...response,
            log: { ...response.log, head: { ...response.log.head, at: '2027-01-01T00:00:00.000Z' as Instant } },
          };
    };
    running.engine.restart();
    await running.until(isState('stopped', 'receipt-invalid'));
  });
});
