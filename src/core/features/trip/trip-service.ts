import type { TripChoice, TripDevice, TripEstimate, TripPlan, TripSpeed } from '#shared/contract/trip.ts';
import { AppError, toPlain } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { PageEngine } from '../../page-engine/page-engine.ts';
import type { FetchedDocument } from '../../sync/document-fetcher.ts';
import type { SyncNetwork, SyncScheduler } from '../../sync/ports.ts';
import { probeTransfer } from '../../sync/probe-transfer.ts';
import type { Vault } from '../../vault/vault.ts';
import { pinCases, unpinPlan } from '../case-file/pins.ts';
import { readBudget } from '../documents/budget.ts';
import type { Notices } from '../notices.ts';
import type { SyncService } from '../sync/service.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type CaseHere, gapsNow, sumOf, TripCases, tripCase, wantedOf, withReceiving } from './trip-cases.ts';
import { TripCheck } from './trip-check.ts';
import { casesOf, estimateTrip, fetchMs } from './trip-estimate.ts';
import {
  addTaken,
  casesOfPlan,
  deletePlan,
  insertPlan,
  isOfPlan,
  readPlan,
  type StoredPlan,
  type StoredTripCase,
  writeChecked,
  writePaused,
} from './trip-store.ts';

export interface TripParts {
  readonly workspace: Workspace;
  readonly sync: SyncService;
  readonly vault: Vault;
  readonly engine: Pick<PageEngine, 'draw'>;
  /** Null where no address of central is known. */
  readonly central: Pick<SyncNetwork, 'document'> | null;
  readonly scheduler: SyncScheduler;
  readonly notices: Notices;
  /** What opens the store without central: the keychain is really asked. */
  readonly keyGuard: () => Promise<TripDevice['key']>;
  readonly freeBytes: () => number;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/**
 * "Prepare for offline": a plan of cases that stands in the store, pins their documents, has them fetched before all
 * others, and is then checked with the network off. Killed at any moment it goes on where it was: what is left to do
 * follows from the store and the vault.
 */
export class TripService {
  readonly #parts: TripParts;
  readonly #cases: TripCases;
  readonly #unwatch: () => void;
  #check: TripCheck | null = null;
  #probed: TripSpeed | null = null;
  /** Why the last check failed: it is not made again by itself, which could go on for ever. */
  #problem: ErrorCode | null = null;
  #looksSoon = false;
  #stopped = false;

  constructor(parts: TripParts) {
    this.#parts = parts;
    this.#cases = new TripCases(parts.workspace);
    this.#unwatch = parts.sync.watchers.add((fetched) => this.#seen(fetched));
    this.#lookSoon();
  }

  stop(): void {
    this.#stopped = true;
    this.#unwatch();
    this.#check?.giveUp();
  }

  async estimate(choice: TripChoice): Promise<{ estimate: TripEstimate; device: TripDevice }> {
    const { workspace } = this.#parts;
    const estimate = this.#estimate(this.#cases.read(casesOf(workspace, choice)));
    return { estimate, device: await this.#device() };
  }

  /** Errors: `offline`, those of the network. */
  async probe(choice: TripChoice): Promise<TripSpeed | null> {
    const { workspace, sync, central, scheduler } = this.#parts;
    const { unavailable } = sync;
    const cases = this.#cases.read(casesOf(workspace, choice));
    const wanted = wantedOf(cases).find(({ sha256 }) => !unavailable.has(sha256));
    if (wanted === undefined) return null;
    const { state } = sync.status();
    if (central === null || state === 'offline' || state === 'signed-out') throw new AppError('offline');
    const measured = await probeTransfer({ network: central, clock: workspace.clock, scheduler }, wanted);
    this.#probed = measured === null ? null : { ...measured, from: 'probe' };
    return this.#probed;
  }

  plan(): TripPlan | null {
    const plan = this.#stored();
    return plan === null ? null : this.#shown(plan);
  }

  start(planId: string, choice: TripChoice): TripPlan {
    const before = this.#stored();
    if (before?.planId !== planId) {
      this.#make(planId, choice, before);
      if (this.#isPaused(before)) this.#parts.sync.pauseDocuments(false);
      this.#parts.sync.documentsMayLeave();
    }
    this.#problem = null;
    this.#lookSoon();
    return this.#requirePlan();
  }

  pause(paused: boolean): TripPlan {
    const { workspace, sync } = this.#parts;
    const { planId } = this.#requireStored();
    writePaused(workspace.db, planId, paused);
    // What is asked for in the background is the same documents: all of them wait, as by "cases only".
    sync.pauseDocuments(paused);
    this.#problem = null;
    this.#lookSoon();
    return this.#requirePlan();
  }

  checkNow(): TripPlan {
    this.#problem = null;
    this.#begin(this.#requireStored());
    return this.#requirePlan();
  }

  cancel(): void {
    const { workspace, sync } = this.#parts;
    const plan = this.#stored();
    this.#check?.giveUp();
    if (plan !== null) {
      inTransaction(workspace.db, () => this.#drop(plan.planId));
      if (plan.paused) sync.pauseDocuments(false);
      sync.documentsMayLeave();
    }
    this.#tell();
  }

  /** By the plan, or because all documents wait. */
  #isPaused(plan: StoredPlan | null): boolean {
    return plan?.paused === true || this.#parts.sync.status().documents.paused;
  }

  #make(planId: string, choice: TripChoice, before: StoredPlan | null): void {
    const { db, actor, clock } = this.#parts.workspace;
    const cases = casesOf(this.#parts.workspace, choice);
    if (cases.length === 0) throw new AppError('bad-request', { cases: 0 });
    const estimate = this.#estimate(this.#cases.read(cases));
    const plan: StoredPlan = {
      planId,
      officerId: actor.officerId,
      choice,
      madeAt: clock.now(),
      paused: false,
      estimatedBytes: estimate.bytesToFetch,
      estimatedMs: estimate.fetchMs,
      takenBytes: 0,
      takenMs: 0,
      checkedAt: null,
    };
    this.#check?.giveUp();
    inTransaction(db, () => {
      if (before !== null) this.#drop(before.planId);
      insertPlan(db, plan, cases);
      pinCases(db, planId, cases, plan.madeAt);
    });
  }

  #drop(planId: string): void {
    const { db } = this.#parts.workspace;
    unpinPlan(db, planId);
    deletePlan(db, planId);
  }

  /** Null also where nobody is signed in. */
  #stored(): StoredPlan | null {
    const { db, session } = this.#parts.workspace;
    return session === null ? null : readPlan(db, session.actor.officerId);
  }

  #requireStored(): StoredPlan {
    const plan = this.#stored();
    if (plan === null) throw new AppError('bad-request', { plan: 'none' });
    return plan;
  }

  #requirePlan(): TripPlan {
    return this.#shown(this.#requireStored());
  }

  #speed(): TripSpeed | null {
    const measured = this.#parts.sync.transfers.speed;
    return measured === null ? this.#probed : { ...measured, from: 'transfers' };
  }

  #estimate(cases: readonly CaseHere[]): TripEstimate {
    return estimateTrip(cases, { speed: this.#speed(), unavailable: this.#parts.sync.unavailable });
  }

  async #device(): Promise<TripDevice> {
    const { workspace, sync, keyGuard, freeBytes } = this.#parts;
    const key = await keyGuard();
    const { clockSkewSeconds, lastConfirmedAt, waiting } = sync.status();
    const { session } = workspace;
    if (session === null) throw new AppError('not-signed-in');
    return {
      at: workspace.clock.now(),
      key,
      tokenExpiresAt: session.tokenExpiresAt,
      clockSkewSeconds,
      freeBytes: freeBytes(),
      budgetBytes: readBudget(workspace.db),
      lastConfirmedAt,
      waiting: waiting.acts,
    };
  }

  /** A document was asked for (null: something else has changed). */
  #seen(fetched: FetchedDocument | null): void {
    if (fetched !== null && fetched.bytes > 0) this.#noteTaken(fetched);
    this.#lookSoon();
  }

  #noteTaken({ sha256, bytes, ms }: FetchedDocument): void {
    const { db } = this.#parts.workspace;
    const plan = this.#stored();
    if (plan !== null && isOfPlan(db, plan.planId, sha256)) addTaken(db, plan.planId, bytes, ms);
  }

  /** However much has changed: looked at once, after it. */
  #lookSoon(): void {
    if (this.#looksSoon || this.#stopped) return;
    this.#looksSoon = true;
    setImmediate(() => {
      this.#looksSoon = false;
      if (this.#stopped) return;
      try {
        this.#look();
      } catch (thrown) {
        // A store that is being locked, or a full disk: the next change looks again.
        if (!(thrown instanceof AppError)) this.#parts.onBug('trip', thrown);
      }
    });
  }

  /** What is to be done now: ask for what is missing, or check what is there. */
  #look(): void {
    const { workspace, sync } = this.#parts;
    this.#tell();
    const plan = this.#stored();
    if (plan === null) return;
    if (this.#check !== null || plan.checkedAt !== null || this.#isPaused(plan)) return;
    const wanted = wantedOf(this.#cases.read(casesOfPlan(workspace.db, plan.planId).map(({ caseId }) => caseId)));
    const { unavailable } = sync;
    const open = wanted.filter(({ sha256 }) => !unavailable.has(sha256)).map(({ sha256 }) => sha256);
    if (open.length > 0) sync.fetchInOrder(open);
    else if (this.#problem === null) this.#begin(plan);
  }

  #begin(plan: StoredPlan): void {
    if (this.#check !== null) return;
    const { workspace, sync, vault, engine, onBug } = this.#parts;
    const { db, clock } = workspace;
    const { planId } = plan;
    const check = new TripCheck({
      workspace,
      sync,
      vault,
      engine,
      cases: this.#cases,
      caseIds: casesOfPlan(db, planId).map(({ caseId }) => caseId),
      onMoved: () => this.#tell(),
    });
    this.#check = check;
    const keep = async (): Promise<void> => {
      try {
        const found = await check.run();
        const isStill = this.#stored()?.planId === planId;
        if (found !== null && isStill) inTransaction(db, () => writeChecked(db, planId, found, clock.now()));
      } catch (thrown) {
        this.#problem = toPlain(thrown).code;
        if (!(thrown instanceof AppError)) onBug('trip', thrown);
      } finally {
        this.#check = null;
        this.#lookSoon();
      }
    };
    void keep();
    this.#tell();
  }

  #shown(plan: StoredPlan): TripPlan {
    const { workspace, sync } = this.#parts;
    const stored = casesOfPlan(workspace.db, plan.planId);
    const checked = new Map(stored.map((each) => [each.caseId, each.checked]));
    const counted = new Set<Sha256>();
    const { unavailable } = sync;
    const receiving = sync.receiving;
    const cases = this.#cases
      .read([...checked.keys()])
      .map((here) => withReceiving(here, receiving))
      .map((here) => tripCase(here, gapsNow(here, checked.get(here.caseId) ?? null, unavailable), counted));
    const sums = sumOf(cases);
    const { planId, choice, madeAt, estimatedBytes, estimatedMs, takenBytes, takenMs, checkedAt } = plan;
    return {
      planId,
      choice,
      madeAt,
      state: this.#stateOf(plan, stored, cases),
      cases,
      progress: {
        bytes: sums.bytes - sums.bytesToFetch,
        ofBytes: sums.bytes,
        documents: sums.documents - sums.documentsToFetch,
        ofDocuments: sums.documents,
        leftMs: fetchMs(this.#speed(), sums),
      },
      checking: this.#check?.progress ?? null,
      estimated: { bytes: estimatedBytes, ms: estimatedMs },
      taken: { bytes: takenBytes, ms: takenMs },
      checkedAt,
      problem: this.#problem,
    };
  }

  #stateOf(plan: StoredPlan, stored: readonly StoredTripCase[], cases: TripPlan['cases']): TripPlan['state'] {
    if (this.#check !== null) return 'checking';
    if (plan.checkedAt === null) return this.#isPaused(plan) ? 'paused' : 'fetching';
    if (cases.every((each) => each.gaps.length === 0)) return 'ready';
    // What the check itself found is a gap; what came after it is a change.
    const wasReady = stored.every(({ checked }) => checked !== null && checked.gaps.length === 0);
    const hasNew = cases.some(({ gaps }) => gaps.some(({ code }) => code === 'document-unchecked'));
    return wasReady || hasNew ? 'changed' : 'with-gaps';
  }

  #tell(): void {
    this.#parts.notices.tell('trip.changed', () => ({}));
  }
}
