import { expect, onTestFinished } from 'vitest';
import { performAct } from '#core/features/case-file/perform-act.ts';
import { listActs } from '#core/features/outbox/store.ts';
import type { SyncScheduler } from '#core/sync/ports.ts';
import { type EngineStatus, SyncEngine } from '#core/sync/sync-engine.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId, NoteId } from '#shared/model/ids.ts';
import { caseIdA, eventOf, officer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';

export const assigned = eventOf(2, supervisor, {
  type: 'case-assigned',
  payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' },
});
export const given: readonly CaseEvent[] = [received(), assigned];
export const idOf = (index: number): CaseId => `6b1f0f5e-3f0b-4c59-9d0a-${String(index).padStart(12, '0')}` as CaseId;

/** Timers that fire when the test says so. */
export class HandScheduler implements SyncScheduler {
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

export interface Running {
  readonly central: ToyCentral;
  readonly under: TestWorkspace;
  readonly engine: SyncEngine;
  readonly scheduler: HandScheduler;
  readonly bugs: unknown[];
  signedIn: boolean;
  /** Resolves once the engine has told a status that is accepted. */
  until(accepts: (status: EngineStatus) => boolean): Promise<EngineStatus>;
}

export function start(central = new ToyCentral(officer)): Running {
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

export const isState =
  (state: EngineStatus['state'], problem: ErrorCode | null = null) =>
  (status: EngineStatus): boolean =>
    status.state === state && status.problem === problem;

/** The engine goes, and has told that nothing is missing. */
export async function comeUpToDate({ engine, until }: Pick<Running, 'engine' | 'until'>): Promise<void> {
  engine.start();
  await until(isState('up-to-date'));
}

export async function startUpToDate(): Promise<Running> {
  const running = start();
  await comeUpToDate(running);
  return running;
}

export function addNote({ under }: Running, text = 'A note'): number | null {
  const payload = { noteId: newId() as NoteId, type: 'general' as const, text, protectedPassages: [] };
  return performAct(under.workspace, { actId: newId(), caseId: caseIdA, type: 'note.add', payload }).n;
}

export async function sendNote(running: Running, text?: string): Promise<void> {
  addNote(running, text);
  await sent(running);
}

export function acts({ under }: Running) {
  return listActs(under.database.db, { show: 'all', offset: 0, limit: 100 }, officer.officerId).acts;
}

export async function sent(running: Running): Promise<void> {
  running.engine.poke();
  await running.until((status) => status.state === 'up-to-date' && running.under.tables.outboxIsEmpty());
}
