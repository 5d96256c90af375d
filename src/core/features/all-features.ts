import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DocumentPresence } from '#shared/contract/case-file.ts';
import type { coreEvents } from '#shared/contract/events.ts';
import { type DispatchTable, joinTables } from '#shared/contract/frame-dispatcher.ts';
import type { CoreInit } from '#shared/contract/frames.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ClientId, OfficerId, Sha256 } from '#shared/model/ids.ts';
import type { OpenStore } from '../boot/open-store.ts';
import type { StoreSession } from '../boot/store-session.ts';
import { freeBytes } from '../disk/free-bytes.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import type { PageEngine } from '../page-engine/page-engine.ts';
import type { ClientContext } from '../ports/client-lane.ts';
import type { CoreLink } from '../ports/core-link.ts';
import { backupHandlers } from './backup/handlers.ts';
import { BackupKeeper, type BackupKeeperParts } from './backup/service.ts';
import { mayRead } from './case-file/document-store.ts';
import { caseFileHandlers } from './case-file/handlers.ts';
import { WholeReading } from './case-file/whole-reading.ts';
import { conflictHandlers } from './conflict/handlers.ts';
import { Desk } from './desk.ts';
import { DocumentAdder } from './documents/add-document.ts';
import { documentHandlers } from './documents/handlers.ts';
import { newDeviceHandlers } from './new-device/handlers.ts';
import { Notices } from './notices.ts';
import { outboxHandlers } from './outbox/handlers.ts';
import { rewriteJournal } from './outbox/journal-upkeep.ts';
import { rebasePending } from './outbox/rebase-pending.ts';
import { queueHandlers } from './queue/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { settingsHandlers } from './settings/handlers.ts';
import { SettingsFile } from './settings/store.ts';
import { syncHandlers } from './sync/handlers.ts';
import { HttpCentral } from './sync/http-central.ts';
import { watchThisMachine } from './sync/network-watch.ts';
import { SyncService } from './sync/service.ts';
import { WordBuilder } from './sync/word-builder.ts';
import { tripHandlers } from './trip/handlers.ts';
import { type TripParts, TripService } from './trip/trip-service.ts';
import { type Clock, deviceClock } from './workspace/clock.ts';
import { prepareStore } from './workspace/prepare-store.ts';
import { Workspace } from './workspace/workspace.ts';

export interface FeatureParts {
  readonly session: StoreSession;
  readonly link: Pick<CoreLink<typeof coreEvents>, 'broadcast'>;
  readonly init: CoreInit;
  readonly clock?: Clock;
  /** Draws pages for the check of a trip. */
  readonly engine: Pick<PageEngine, 'draw'>;
  /** A bug, not a failure; gets no personal data. */
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface Features {
  /** Everything that windows may call but `store.*` and `viewer.*`. */
  readonly windows: DispatchTable<ClientContext>;
  /** Ends the exchange with central, what runs in it given up. Before the store is closed. */
  onDrain(): Promise<void>;
  /** What the viewer needs of the other features. Errors: `store-locked`. */
  readonly documents: {
    /** Fetches a document before all others; answers how it is now. */
    fetchFirst(sha256: Sha256): DocumentPresence;
    /** To be called when a read found damage. */
    noteState(sha256: Sha256): void;
    /** Whether a case on the device names it. */
    mayRead(sha256: Sha256): boolean;
  };
  /** The signed-in person. Errors: `store-locked`, `not-signed-in`. */
  reader(): OfficerId;
}

const timers = {
  after: (ms: number, fire: () => void): (() => void) => {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};

const newClientId = (): ClientId => randomUUID() as ClientId;

/** Null where no address is known. */
function centralOf({ centralUrl }: CoreInit, desk: Desk): HttpCentral | null {
  if (centralUrl === null) return null;
  return new HttpCentral({ baseUrl: centralUrl, token: () => desk.current?.workspace.token ?? null });
}

type TripGiven = Pick<TripParts, 'workspace' | 'sync' | 'vault' | 'central' | 'notices'>;

function makeTrip({ session, init, engine, onBug }: FeatureParts, given: TripGiven): TripService {
  return new TripService({
    ...given,
    engine,
    scheduler: timers,
    keyGuard: () => session.keyGuard(),
    freeBytes: () => freeBytes(init.dataDir),
    onBug,
  });
}

interface KeeperGiven extends Pick<BackupKeeperParts, 'workspace' | 'keep'> {
  readonly sync: SyncService;
}

function makeKeeper({ session, onBug }: FeatureParts, { workspace, sync, keep }: KeeperGiven): BackupKeeper {
  const isBusy = (): boolean => sync.status().state === 'syncing';
  return new BackupKeeper({ workspace, session, scheduler: timers, isBusy, keep, onBug });
}

/** The workspace of a store that has been opened, with what only the journal still had. */
function openWorkspace(session: StoreSession, { db, journal, salvage }: OpenStore, clock: Clock): Workspace {
  const given = { newClientId, now: clock.now() };
  const replayed = prepareStore(db, salvage, given);
  session.noteReplayed(replayed);
  const workspace = new Workspace({ db, journal, clock });
  if (replayed > 0 && workspace.session !== null) {
    workspace.book.write((changes) => rebasePending(workspace, changes));
  }
  rewriteJournal(workspace);
  return workspace;
}

interface HandlersGiven {
  readonly desk: Desk;
  readonly central: HttpCentral | null;
  readonly file: SettingsFile;
}

function windowHandlers(
  { session, init }: FeatureParts,
  { desk, central, file }: HandlersGiven,
): DispatchTable<ClientContext> {
  const databaseFiles = ['', '-wal'].map((suffix) => `${session.files.database}${suffix}`);
  return joinTables(
    queueHandlers(desk),
    caseFileHandlers(desk),
    documentHandlers(desk),
    outboxHandlers(desk),
    conflictHandlers(desk),
    newDeviceHandlers(desk, session, newClientId),
    syncHandlers(desk),
    tripHandlers(desk),
    backupHandlers(desk, session),
    sessionHandlers(desk, central),
    settingsHandlers({
      desk,
      file,
      dataDir: init.dataDir,
      databaseFiles,
      cipher: () => session.status().cipher,
    }),
  );
}

/** Joins the features over one store session: their handlers, and what lives only while a store is open. */
export function createFeatures(parts: FeatureParts): Features {
  const { session, link, init, onBug } = parts;
  const clock = parts.clock ?? deviceClock;
  const notices = new Notices((name, payload) => link.broadcast(name, payload));
  const desk = new Desk(notices, () => {
    if (session.status().state === 'absent') throw new AppError('store-missing');
  });
  const central = centralOf(init, desk);
  const settings = new SettingsFile(nodeDisk, join(init.dataDir, 'settings.json'), init.locale);
  const open = (store: OpenStore): (() => void) => {
    const workspace = openWorkspace(session, store, clock);
    const { vault } = store;
    const { appVersion } = init;
    const random = { next: Math.random };
    const sync = new SyncService({ workspace, vault, central, scheduler: timers, random, notices, appVersion, onBug });
    const trip = makeTrip(parts, { workspace, sync, vault, central, notices });
    const adder = new DocumentAdder({ workspace, vault, sync });
    const keeper = makeKeeper(parts, { workspace, sync, keep: () => settings.settings.backupsKept });
    const words = new WordBuilder({ words: workspace.book.words, sync, scheduler: timers, onBug });
    const whole = new WholeReading({ workspace, sync, central, scheduler: timers, notices });
    desk.set({ workspace, sync, vault, trip, adder, keeper, whole });
    sync.start();
    keeper.start();
    words.start();
    const stopWatching = watchThisMachine(timers, () => sync.networkChanged());
    return () => {
      stopWatching();
      desk.set(null);
      keeper.stop();
      words.stop();
      trip.stop();
      whole.stop();
      adder.close();
      void sync.stop();
    };
  };
  session.onOpen(open);
  return {
    windows: windowHandlers(parts, { desk, central, file: settings }),
    onDrain: async () => desk.current?.sync.stop(),
    documents: {
      fetchFirst: (sha256) => desk.open.sync.fetchFirst(sha256),
      noteState: (sha256) => desk.open.sync.noteState(sha256),
      mayRead: (sha256) => mayRead(desk.workspace.db, sha256),
    },
    reader: () => desk.workspace.actor.officerId,
  };
}
