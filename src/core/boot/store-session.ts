import { randomBytes } from 'node:crypto';
import type { Backup, Recovery } from '#shared/contract/backup.ts';
import type { StoreStatus } from '#shared/contract/session.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import type { Instant } from '#shared/model/ids.ts';
import { StoreBackups } from '../backup/store-backups.ts';
import type { Cipher } from '../db/cipher.ts';
import { freeBytes } from '../disk/free-bytes.ts';
import { guardRootKey, renewRecoveryKey, unlockByKeychain } from '../keys/key-custody.ts';
import { type KeyFile, readKeyFile, writeKeyFile } from '../keys/key-file.ts';
import { keysFrom, type StoreKeys, zeroKeys } from '../keys/store-keys.ts';
import { closeStore, type OpenStore, openStore } from './open-store.ts';
import { readRecovery, writeRecovery } from './recovery-note.ts';
import { isBadBackup, isCorrupt, stateOfFailure } from './store-failure.ts';
import { discardUnborn, hasDatabase, type StoreFiles, setAside, setBackupsAside, storeFiles } from './store-files.ts';
import { acquireStoreLock, type StoreLock } from './store-lock.ts';
import type { StoreSessionOptions } from './store-session-options.ts';
import { type UnlockWith, unlockRoot, whatGuards } from './unlock-root.ts';

type CloseListener = () => void;
type State = StoreStatus['state'];

/**
 * The life of the store on this machine: made, unlocked, locked, found damaged. One thing at a time. Whoever works with
 * an open store hands in `onOpen` what to do when it opens, and gets it closed under its feet by its own close function.
 */
export class StoreSession {
  readonly #options: StoreSessionOptions;
  readonly #files: StoreFiles;
  /** Verified copies of this store. */
  readonly backups: StoreBackups;
  readonly #openListeners: ((store: OpenStore) => CloseListener)[] = [];
  readonly #changeListeners = new Set<(status: StoreStatus) => void>();
  #closeListeners: CloseListener[] = [];
  #lock: StoreLock | null = null;
  #keyFile: KeyFile | null = null;
  #keys: StoreKeys | null = null;
  #store: OpenStore | null = null;
  #state: State = 'absent';
  #backend = 'none';
  #hasKeychain = false;
  #foundVersion: number | null = null;
  #recovery: Recovery | null = null;
  /** Where the last store that was set aside is kept. */
  #aside: string | null = null;
  #replayed = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: StoreSessionOptions) {
    this.#options = options;
    this.#files = storeFiles(options.dataDir);
    const { disk, now } = options;
    this.backups = new StoreBackups({ disk, files: this.#files, now, freeBytes: () => freeBytes(options.dataDir) });
  }

  get files(): StoreFiles {
    return this.#files;
  }

  /** Error: `store-locked` while there is no open store. */
  requireOpen(): OpenStore {
    if (this.#store === null) throw new AppError('store-locked');
    return this.#store;
  }

  status(): StoreStatus {
    const keys = this.#keyFile;
    const byKeychain = keys === null ? this.#hasKeychain : keys.keychain !== null;
    return {
      state: this.#state,
      guard: byKeychain ? 'keychain' : 'passphrase',
      backend: this.#backend,
      cipher: this.#store?.cipher ?? keys?.cipher ?? this.#options.cipher,
      schemaVersion: this.#store?.schemaVersion ?? null,
      foundVersion: this.#foundVersion,
      recovery: this.#recovery,
    };
  }

  /**
   * What would open the store again on this machine, without central: a keychain is really asked for the key. `fails`:
   * it does not give it any more, and the recovery key will be needed.
   */
  async keyGuard(): Promise<'keychain' | 'passphrase' | 'fails'> {
    return whatGuards(this.#keyFile, this.#options.keychain);
  }

  /** The status once whatever runs has ended. */
  settled(): Promise<StoreStatus> {
    return this.#inTurn(() => Promise.resolve(this.status()));
  }

  /** Called with each store that opens, in order of registration; what it returns is called before that store closes. */
  onOpen(listener: (store: OpenStore) => CloseListener): void {
    this.#openListeners.push(listener);
  }

  onChange(listener: (status: StoreStatus) => void): void {
    this.#changeListeners.add(listener);
  }

  /** Looks at what is there, and opens it where the keychain can do it without asking. Its failures are states. */
  start(): Promise<StoreStatus> {
    return this.#inTurn(async () => {
      try {
        const { usable, backend } = await this.#options.keychain.status();
        this.#hasKeychain = usable;
        this.#backend = backend;
        this.#look();
        if (this.#keyFile !== null && this.#keyFile.keychain !== null) {
          this.#openWith(await unlockByKeychain(this.#keyFile, this.#options.keychain));
        }
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        this.#failed(thrown);
      }
      return this.status();
    });
  }

  /**
   * Makes the store, or makes it anew where it was found damaged (the keys and the vault stay then). Errors:
   * `weak-passphrase`, `store-in-use`, `bad-request` where there is one already, `disk-full`, `disk-failed`.
   */
  create(passphrase: string | null): Promise<{ recoveryKey: string }> {
    return this.#inTurn(async () => {
      this.#takeLock();
      if (this.#state === 'corrupt' && this.#keys !== null) return this.#createAnew();
      if (this.#state !== 'absent' && this.#state !== 'corrupt')
        throw new AppError('bad-request', { state: this.#state });
      const root = randomBytes(32);
      const { keychain, cipher } = this.#options;
      const { keys, recoveryKey } = await guardRootKey(root, keychain, passphrase, cipher);
      // Whatever stands here has no key any more.
      setAside(this.#options.disk, this.#files, 'everything', this.#options.now());
      try {
        writeKeyFile(this.#options.disk, this.#files.folder, keys);
        this.#keyFile = keys;
        this.#openOnce(root, true);
      } catch (thrown) {
        // Nobody has been given its recovery key: a store that could not be made whole is none.
        this.#forgetKeys();
        this.#keyFile = null;
        discardUnborn(this.#options.disk, this.#files);
        throw thrown;
      }
      return { recoveryKey };
    });
  }

  /** Does nothing to an open store. Errors: those of `unlockBy*` and `openStore`, `store-missing`, `store-in-use`. */
  unlock(how: UnlockWith): Promise<StoreStatus> {
    return this.#inTurn(async () => {
      if (this.#state === 'open') return this.status();
      try {
        this.#look();
        const keys = this.#keyFile;
        if (keys === null) throw new AppError('store-missing');
        const { keychain, disk } = this.#options;
        const unlocked = await unlockRoot(how, keys, { keychain, disk, folder: this.#files.folder });
        this.#keyFile = unlocked.keys;
        this.#openWith(unlocked.root);
      } catch (thrown) {
        this.#failed(thrown);
        throw thrown;
      }
      return this.status();
    });
  }

  /** Closes the store and forgets its keys. */
  lock(): Promise<StoreStatus> {
    return this.#inTurn(async () => {
      if (this.#state === 'open') {
        await this.backups.stop();
        this.#close();
        this.#become('locked');
      }
      return this.status();
    });
  }

  /** Makes a verified copy while work goes on. Errors: `store-locked`, those of `StoreBackups.make`. */
  async makeBackup(keep: number): Promise<Backup> {
    const { cipher } = this.requireOpen();
    invariant(this.#keys !== null, 'an open store has its keys');
    return this.backups.make({ key: this.#keys.database, cipher }, keep);
  }

  /**
   * Puts a backup in place of the open store, which is set aside; what the journal has beyond it is done on top. Errors:
   * `store-locked`, `backup-damaged` (the store stays as it is), `disk-full`, `disk-failed`.
   */
  putBack(id: string): Promise<StoreStatus> {
    return this.#inTurn(() => {
      const { cipher } = this.requireOpen();
      invariant(this.#keys !== null, 'an open store has its keys');
      const found = this.backups.list().find((each) => each.id === id);
      if (found === undefined) throw new AppError('backup-damaged', { part: 'file' });
      this.backups.check(found, { key: this.#keys.database, cipher });
      this.#closeKeepingKeys();
      this.#setDatabaseAside();
      this.#become('corrupt');
      if (!this.#putBackFrom([found], true)) throw new AppError('backup-damaged');
      return Promise.resolve(this.status());
    });
  }

  /**
   * Goes on as another device: journal and backups are set aside, `renew` changes the open store, which is opened anew.
   * Gives where they are kept. Cut off anywhere, it is one of the two. Errors: `store-locked`, of the disk, of `renew`.
   */
  renew(renew: () => void): Promise<string> {
    return this.#inTurn(() => {
      this.requireOpen();
      invariant(this.#keys !== null, 'an open store has its keys');
      const root = Uint8Array.from(this.#keys.root);
      const kept = setBackupsAside(this.#options.disk, this.#files, this.#options.now());
      renew();
      this.#closeKeepingKeys();
      this.#openOnce(root);
      this.#tell();
      return Promise.resolve(kept);
    });
  }

  /** How many acts the one who opened the store took from the journal, because the store did not have them. */
  noteReplayed(acts: number): void {
    this.#replayed = acts;
  }

  /** The person has read what happened to the store. */
  recoverySeen(): StoreStatus {
    writeRecovery(this.#options.disk, this.#files, null);
    this.#recovery = null;
    this.#tell();
    return this.status();
  }

  /** A query met a damaged page: closes the store and sets it aside; the newest good backup takes its place. */
  reportDamage(): Promise<StoreStatus> {
    return this.#inTurn(() => {
      if (this.#state === 'open' && this.#keys !== null) {
        // The root key stays, for the store that is made in its place.
        this.#closeKeepingKeys();
        this.#setDatabaseAside();
        this.#become('corrupt');
        this.#putBackFrom(this.backups.list(), false);
      }
      return Promise.resolve(this.status());
    });
  }

  /** At the end of the process. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.backups.stop();
      this.#close();
      this.#lock?.release();
      this.#lock = null;
    });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work, work);
    // The next in turn runs whether this one failed or not; its own caller is told.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #takeLock(): void {
    // A disk that was full at the start may not have had room for the folder.
    this.#options.disk.makeFolder(this.#files.folder);
    this.#lock ??= acquireStoreLock(this.#files.lock);
  }

  #look(): void {
    this.#takeLock();
    this.#keyFile = readKeyFile(this.#options.disk, this.#files.folder);
    this.#recovery = readRecovery(this.#options.disk, this.#files);
    const found = this.#keyFile === null ? 'absent' : 'locked';
    if (this.#state !== 'corrupt') this.#become(found);
  }

  #createAnew(): { recoveryKey: string } {
    invariant(this.#keyFile !== null && this.#keys !== null, 'a damaged store has keys');
    const { keys, recoveryKey } = renewRecoveryKey(this.#keyFile, this.#keys.root);
    writeKeyFile(this.#options.disk, this.#files.folder, keys);
    this.#keyFile = keys;
    this.#openOnce(Uint8Array.from(this.#keys.root), true);
    this.#noteRecovery(null, false);
    return { recoveryKey };
  }

  /** Takes over `root`. A damaged database is replaced by the newest backup that is good. */
  #openWith(root: Uint8Array): void {
    try {
      this.#openOnce(root);
    } catch (thrown) {
      if (!isCorrupt(thrown) || !this.#putBackFrom(this.backups.list(), false)) throw thrown;
    }
  }

  /** The database's place is empty. False where none of them is good. */
  #putBackFrom(backups: readonly Backup[], byChoice: boolean): boolean {
    invariant(this.#keys !== null && this.#keyFile !== null, 'the keys stay when a store is set aside');
    const root = Uint8Array.from(this.#keys.root);
    const opening = { key: this.#keys.database, cipher: this.#keyFile.cipher };
    for (const each of backups) {
      const aside = this.#aside;
      try {
        this.backups.putBack(each, opening);
        this.#openOnce(Uint8Array.from(root));
        this.#aside = aside;
        this.#noteRecovery(each, byChoice);
        return true;
      } catch (thrown) {
        // A bad one is passed over; it stays where it is.
        if (!isCorrupt(thrown) && !isBadBackup(thrown)) throw thrown;
      }
    }
    return false;
  }

  #noteRecovery(from: Backup | null, byChoice: boolean): void {
    const kept = { actsFromJournal: this.#replayed, setAside: this.#aside, byChoice };
    this.#recovery = { at: this.#options.now() as Instant, backupMadeAt: from?.madeAt ?? null, ...kept };
    writeRecovery(this.#options.disk, this.#files, this.#recovery);
    this.#tell();
  }

  /** Takes over `root`. A damaged database is set aside here, with its keys kept for the one that takes its place. */
  #openOnce(root: Uint8Array, create = false): void {
    invariant(this.#keyFile !== null, 'keys were read');
    const { disk, migrations } = this.#options;
    const keys = keysFrom(root);
    this.#keys = keys;
    if (!create && !hasDatabase(disk, this.#files)) throw new AppError('store-corrupt', { part: 'database' });
    try {
      const { cipher } = this.#keyFile;
      const wantedCipher = this.#options.cipher;
      const store = openStore({ disk, files: this.#files, keys, cipher, wantedCipher, migrations, create });
      this.#noteCipher(store.cipher);
      this.#store = store;
      for (const listener of this.#openListeners) this.#closeListeners.push(listener(store));
    } catch (thrown) {
      this.#closeKeepingKeys();
      if (isCorrupt(thrown)) this.#setDatabaseAside();
      throw thrown;
    }
    this.#become('open');
  }

  #noteCipher(cipher: Cipher): void {
    if (this.#keyFile === null || this.#keyFile.cipher === cipher) return;
    this.#keyFile = { ...this.#keyFile, cipher };
    writeKeyFile(this.#options.disk, this.#files.folder, this.#keyFile);
  }

  #setDatabaseAside(): void {
    this.#aside = setAside(this.#options.disk, this.#files, 'database', this.#options.now());
  }

  #failed(thrown: unknown): void {
    const state = stateOfFailure(thrown);
    if (state !== 'corrupt' && this.#keys !== null) this.#forgetKeys();
    if (thrown instanceof AppError && thrown.code === 'store-too-new') {
      this.#foundVersion = Number(thrown.details['found']);
    }
    if (state !== undefined) this.#become(state);
  }

  #closeKeepingKeys(): void {
    for (const close of this.#closeListeners.splice(0).reverse()) close();
    if (this.#store !== null) closeStore(this.#store);
    this.#store = null;
  }

  #close(): void {
    this.#closeKeepingKeys();
    this.#forgetKeys();
  }

  #forgetKeys(): void {
    if (this.#keys !== null) zeroKeys(this.#keys);
    this.#keys = null;
  }

  #become(state: State): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    const status = this.status();
    for (const listener of this.#changeListeners) listener(status);
  }
}
