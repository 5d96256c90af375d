import type { DocumentPresence } from '#shared/contract/case-file.ts';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { DocumentFetcher, type FetchedDocument } from '../../sync/document-fetcher.ts';
import { DocumentSender } from '../../sync/document-sender.ts';
import type { SyncRandom, SyncScheduler } from '../../sync/ports.ts';
import { QuietLine } from '../../sync/quiet-line.ts';
import { SyncEngine } from '../../sync/sync-engine.ts';
import { TransferMeter } from '../../sync/transfer-meter.ts';
import { TransferHistory } from '../../sync/transfer-speed.ts';
import { casesNaming, countMissing, readDocument } from '../case-file/document-store.ts';
import { writeBudget } from '../documents/budget.ts';
import { OwedDocuments, type SendingVault } from '../documents/owed-documents.ts';
import type { Notices } from '../notices.ts';
import { countOutbox, isWaiting } from '../outbox/store.ts';
import { readFact, writeFact } from '../workspace/facts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { awaitAnswer } from './await-answer.ts';
import { composeStatus } from './compose-status.ts';
import type { HttpCentral } from './http-central.ts';
import { OfflineHolds } from './offline-holds.ts';
import { readScope, type ScopeHere } from './scope-limit.ts';
import { SyncTables } from './sync-tables.ts';
import { type ReceivingVault, VaultDocuments } from './vault-documents.ts';
import { Watchers } from './watchers.ts';

export interface SyncServiceParts {
  readonly workspace: Workspace;
  readonly vault: ReceivingVault & SendingVault;
  /** Null where no address of central is known. */
  readonly central: HttpCentral | null;
  readonly scheduler: SyncScheduler;
  readonly random: SyncRandom;
  readonly notices: Notices;
  readonly appVersion: string;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/** The exchange with central as the screens know it: its state in words' worth of values, and the switches. */
export class SyncService {
  readonly #parts: SyncServiceParts;
  readonly #engine: SyncEngine | null;
  readonly #fetcher: DocumentFetcher | null;
  readonly #sender: DocumentSender | null;
  readonly #documents: VaultDocuments;
  readonly #owed: OwedDocuments;
  readonly #line = new QuietLine();
  #isStopping = false;
  readonly #meter = new TransferMeter();
  readonly #transfers = new TransferHistory();
  /** Told after each document that was asked for, and null when cases, documents or the state changed. */
  readonly watchers = new Watchers<FetchedDocument | null>();
  readonly #holds = new OfflineHolds((isHeld) => {
    if (isHeld) this.#cutDocuments();
    this.#engine?.restart();
    if (!isHeld) this.#pokeDocuments();
    this.#tellStatus();
  });
  /** What is missing of documents, counted anew only after cases or documents changed: acts ask for it at each turn. */
  #missing: ReturnType<typeof countMissing> | null = null;
  #scope: ScopeHere | null = null;
  /** Cases may have left since documents were last gone through; at the start too, after a crash between the two. */
  #mayHaveUnnamed = true;

  constructor(parts: SyncServiceParts) {
    this.#parts = parts;
    const { workspace, vault, notices } = parts;
    this.#documents = new VaultDocuments({
      workspace,
      vault,
      onChanged: (sha256, presence, bytesHere) => this.#documentChanged(sha256, presence, bytesHere),
      onCasesChanged: (cases) => notices.casesChanged(cases),
    });
    this.#owed = new OwedDocuments({
      workspace,
      vault,
      onChanged: (sha256) => this.#owedChanged(sha256),
      noteState: (sha256) => this.#documents.noteState(sha256),
    });
    this.#engine = this.#makeEngine();
    this.#fetcher = this.#makeFetcher();
    this.#sender = this.#makeSender();
  }

  get sendingThrough(): number {
    return this.#engine?.status.sendingThrough ?? 0;
  }

  /** What came for readings of whole cases, and is needed by none any more, leaves. */
  evictRead(): void {
    this.#documents.evictRead();
  }

  /**
   * Resolves once central has answered an act of this device, whatever it said. Errors: `offline` where the person works
   * offline, else why the exchange came to an end before.
   */
  answered(n: number): Promise<void> {
    const { db, session } = this.#parts.workspace;
    if (!isWaiting(db, n)) return Promise.resolve();
    if (this.#engine === null || session === null || this.#isOffline()) return Promise.reject(new AppError('offline'));
    return awaitAnswer({ db, engine: this.#engine, watchers: this.watchers, now: () => this.now() }, n);
  }

  start(): void {
    this.#documents.evictRead();
    this.#engine?.start();
    this.#fetcher?.start();
    this.#sender?.start();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#line.setBusy(false);
    await Promise.all([this.#engine?.stop(), this.#fetcher?.stop(), this.#sender?.stop()]);
  }

  /** Somebody signed in or out. */
  personChanged(): void {
    this.#scope = null;
    this.#mayHaveUnnamed = true;
    this.#cutDocuments();
    this.#engine?.restart();
    this.#sender?.askAgain();
    this.#pokeDocuments();
    this.#tellStatus();
  }

  actDone(): void {
    this.#engine?.poke();
    this.tellOutbox();
  }

  now(): void {
    this.#engine?.poke();
    this.#pokeDocuments();
  }

  /** Another network, or awake again. */
  networkChanged(): void {
    this.#engine?.networkChanged();
    this.#fetcher?.poke();
  }

  setOffline(offline: boolean): SyncStatus {
    writeFact(this.#parts.workspace.db, 'work-offline', offline ? 'yes' : 'no');
    if (offline) this.#cutDocuments();
    this.#engine?.restart();
    this.#pokeDocuments();
    this.#tellStatus();
    return this.status();
  }

  /** "Cases only": documents wait, up and down. Kept over a restart. */
  pauseDocuments(paused: boolean): SyncStatus {
    writeFact(this.#parts.workspace.db, 'documents-paused', paused ? 'yes' : 'no');
    if (paused) this.#cutDocuments();
    this.#pokeDocuments();
    this.#tellStatus();
    return this.status();
  }

  /** Room for documents in bytes; what is too much leaves at once. */
  setBudget(bytes: number | null): void {
    writeBudget(this.#parts.workspace.db, bytes);
    this.#documents.keepToBudget();
    this.#documents.planAnew();
    this.#fetcher?.poke();
    this.#tellStatus();
  }

  get beyondBudget(): number {
    return this.#documents.beyondBudget;
  }

  /** Something that kept documents on the device is gone. */
  documentsMayLeave(): void {
    this.#mayHaveUnnamed = true;
    this.#evict();
  }

  /** A case is being looked at: its documents go before all others. */
  looksAt(caseId: CaseId): void {
    if (!this.#mayHaveDocuments(caseId)) return;
    for (const sha256 of this.#wantedOf(caseId).toReversed()) this.#fetcher?.fetchFirst(sha256);
  }

  /** A case will be looked at next: its documents follow those of the one in view. */
  willLookAt(caseId: CaseId): void {
    if (!this.#mayHaveDocuments(caseId)) return;
    this.#fetcher?.fetchSoon(this.#wantedOf(caseId));
  }

  fetchFirst(sha256: Sha256): DocumentPresence {
    this.#documents.noteState(sha256);
    if (this.#documents.find(sha256) !== null) this.#fetcher?.fetchFirst(sha256);
    return readDocument(this.#parts.workspace.db, sha256)?.presence ?? 'missing';
  }

  /** The vault knows something new about a document. */
  noteState(sha256: Sha256): void {
    this.#documents.noteState(sha256);
  }

  status(): SyncStatus {
    return composeStatus(this.#parts.workspace, this.#engine?.status ?? null, {
      byChoice: this.#isToldOffline(),
      held: this.#holds.isHeld,
      cases: this.#countCases(),
      missing: this.#countMissing(),
      bytesPerSecond: this.transferRate(),
      paused: this.#isPaused(),
    });
  }

  /** Bytes a second that documents really took, as a moving median; null before anything came since the start. */
  transferRate(): number | null {
    return this.#meter.bytesPerSecond;
  }

  /** How long documents took since the start. */
  get transfers(): TransferHistory {
    return this.#transfers;
  }

  /** The document that comes now, and how much of it is here. */
  get receiving(): DocumentFetcher['receiving'] {
    return this.#fetcher?.receiving ?? null;
  }

  /** Documents that central was asked for a moment ago and did not give. */
  get unavailable(): ReadonlySet<Sha256> {
    return this.#fetcher?.unavailable ?? new Set();
  }

  /** These before all that nobody asked for, in this order. */
  fetchInOrder(documents: readonly Sha256[]): void {
    this.#fetcher?.fetchSoon(documents.filter((sha256) => this.#documents.find(sha256) !== null));
  }

  /** Takes the network away, as working offline does, until the answer is called. */
  holdOffline(): () => void {
    return this.#holds.hold();
  }

  tellOutbox(): void {
    const { notices, workspace } = this.#parts;
    notices.tell('outbox.changed', () => {
      const { waiting, refused } = countOutbox(workspace.db);
      return { waiting, refused };
    });
    this.#tellStatus();
  }

  /** Central gives no documents of a summary, but for a reading of the whole. */
  #mayHaveDocuments(caseId: CaseId): boolean {
    const { book, clock, wholeCases } = this.#parts.workspace;
    return book.view(caseId)?.base.sight !== 'summary' || wholeCases.get(caseId, clock.now()) !== null;
  }

  #wantedOf(caseId: CaseId): readonly Sha256[] {
    const documents = this.#parts.workspace.book.view(caseId)?.state.documents ?? [];
    return documents.map((each) => each.sha256).filter((sha256) => this.#documents.find(sha256) !== null);
  }

  #countCases(): ScopeHere {
    this.#scope ??= readScope(this.#parts.workspace.db);
    return this.#scope;
  }

  #countMissing(): ReturnType<typeof countMissing> {
    this.#missing ??= countMissing(this.#parts.workspace.db);
    return this.#missing;
  }

  /** During a load the count is as it was before; it is made anew at its end. */
  #casesChanged(): void {
    if (this.#engine?.status.state === 'syncing') return;
    this.#missing = null;
    this.#scope = null;
  }

  #evict(): void {
    if (!this.#mayHaveUnnamed) return;
    this.#mayHaveUnnamed = false;
    this.#documents.evictUnnamed();
    this.#documents.evictRead();
  }

  #isOffline(): boolean {
    return this.#holds.isHeld || this.#isToldOffline();
  }

  #isToldOffline(): boolean {
    return readFact(this.#parts.workspace.db, 'work-offline') === 'yes';
  }

  #isPaused(): boolean {
    return readFact(this.#parts.workspace.db, 'documents-paused') === 'yes';
  }

  #mayTransfer(): boolean {
    return this.#parts.workspace.session !== null && !this.#isOffline() && !this.#isPaused();
  }

  #cutDocuments(): void {
    this.#fetcher?.cut();
    this.#sender?.cut();
  }

  #pokeDocuments(): void {
    this.#fetcher?.poke();
    this.#sender?.poke();
  }

  #engineChanged(): void {
    const { state, sendingThrough } = this.#engine?.status ?? { state: 'idle', sendingThrough: 0 };
    this.#line.setBusy(!this.#isStopping && (state === 'syncing' || sendingThrough > 0));
    this.#tellStatus();
  }

  #owedChanged(sha256: Sha256): void {
    this.#parts.notices.casesChanged(casesNaming(this.#parts.workspace.db, sha256));
    this.#tellStatus();
  }

  #tellStatus(): void {
    this.#parts.notices.tell('sync.changed', () => this.status());
    this.watchers.tell(null);
  }

  #documentChanged(sha256: Sha256, presence: DocumentPresence, bytesHere: number): void {
    this.#missing = null;
    const payload = { sha256, presence, bytesHere };
    this.#parts.notices.tell('document.changed', () => payload, `document:${sha256}`);
    this.#tellStatus();
  }

  #makeEngine(): SyncEngine | null {
    const { workspace, central, scheduler, random, notices, appVersion, onBug } = this.#parts;
    if (central === null) return null;
    return new SyncEngine({
      clock: workspace.clock,
      random,
      scheduler,
      network: central,
      disk: new SyncTables(
        workspace,
        (cases) => {
          this.#casesChanged();
          notices.casesChanged(cases);
          this.tellOutbox();
        },
        () => void (this.#mayHaveUnnamed = true),
      ),
      appVersion,
      isSignedIn: () => workspace.session !== null,
      isOffline: () => this.#isOffline(),
      onStatus: () => this.#engineChanged(),
      onUpToDate: () => {
        this.#missing = null;
        this.#scope = null;
        this.#evict();
        this.#pokeDocuments();
      },
      onBug: (thrown) => onBug('sync', thrown),
    });
  }

  #makeFetcher(): DocumentFetcher | null {
    const { central } = this.#parts;
    if (central === null) return null;
    return new DocumentFetcher({
      ...this.#transferParts(),
      network: central,
      vault: this.#documents,
      meter: this.#meter,
      mayFetch: () => this.#mayTransfer(),
      onReceiving: () => this.watchers.tell(null),
      onTransfer: (fetched) => {
        if (fetched.failure === null) this.#transfers.add(fetched);
        this.watchers.tell(fetched);
      },
    });
  }

  #makeSender(): DocumentSender | null {
    const { central } = this.#parts;
    if (central === null) return null;
    const maySend = (): boolean => this.#mayTransfer();
    return new DocumentSender({ ...this.#transferParts(), network: central, owed: this.#owed, maySend });
  }

  #transferParts() {
    const { workspace, scheduler, random, onBug } = this.#parts;
    const noteBug = (thrown: unknown): void => onBug('documents', thrown);
    return { clock: workspace.clock, scheduler, random, whenQuiet: this.#line.whenQuiet, onBug: noteBug };
  }
}
