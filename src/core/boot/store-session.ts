import { randomBytes } from 'node:crypto';
import type { StoreStatus } from '#shared/contract/session.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import type { Cipher } from '../db/cipher.ts';
import type { Migration } from '../db/migrate.ts';
import type { Disk } from '../disk/disk.ts';
import {
  guardAnew,
  guardRootKey,
  renewRecoveryKey,
  unlockByKeychain,
  unlockByPassphrase,
  unlockByRecoveryKey,
} from '../keys/key-custody.ts';
import { type KeyFile, readKeyFile, writeKeyFile } from '../keys/key-file.ts';
import { requireStrong } from '../keys/passphrase.ts';
import { keysFrom, type StoreKeys, zeroKeys } from '../keys/store-keys.ts';
import type { Keychain } from '../ports/keychain.ts';
import { closeStore, type OpenStore, openStore } from './open-store.ts';
import { discardUnborn, hasDatabase, type StoreFiles, setAside, storeFiles } from './store-files.ts';
import { acquireStoreLock, type StoreLock } from './store-lock.ts';

export interface StoreSessionOptions {
  readonly dataDir: string;
  readonly disk: Disk;
  readonly keychain: Keychain;
  readonly cipher: Cipher;
  readonly migrations: readonly Migration[];
  /** For the name of what is set aside. */
  readonly now: () => string;
}

export type UnlockWith =
  | { readonly with: 'keychain' }
  | { readonly with: 'passphrase'; readonly passphrase: string }
  | { readonly with: 'recovery-key'; readonly recoveryKey: string; readonly newPassphrase: string | null };

type CloseListener = () => void;
type State = StoreStatus['state'];

/** Opening fails in these ways, and each is a state that the screen explains. */
const stateOfFailure: ReadonlyMap<string, State> = new Map<string, State>([
  ['store-in-use', 'in-use'],
  ['store-corrupt', 'corrupt'],
  ['store-too-new', 'too-new'],
  ['keychain-changed', 'keychain-changed'],
]);

/**
 * The life of the store on this machine: made, unlocked, locked, found damaged. One thing at a time. Whoever works with
 * an open store hands in `onOpen` what to do when it opens, and gets it closed under its feet by its own close function.
 */
export class StoreSession {
  readonly #options: StoreSessionOptions;
  readonly #files: StoreFiles;
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
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: StoreSessionOptions) {
    this.#options = options;
    this.#files = storeFiles(options.dataDir);
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
    };
  }

  /**
   * What would open the store again on this machine, without central: a keychain is really asked for the key. `fails`:
   * it does not give it any more, and the recovery key will be needed.
   */
  async keyGuard(): Promise<'keychain' | 'passphrase' | 'fails'> {
    const keys = this.#keyFile;
    if (keys === null || keys.keychain === null) return 'passphrase';
    try {
      (await unlockByKeychain(keys, this.#options.keychain)).fill(0);
      return 'keychain';
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return keys.passphrase === null ? 'fails' : 'passphrase';
    }
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
        this.#openWith(root, true);
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
        this.#openWith(await this.#rootBy(how, keys));
      } catch (thrown) {
        this.#failed(thrown);
        throw thrown;
      }
      return this.status();
    });
  }

  /** Closes the store and forgets its keys. */
  lock(): Promise<StoreStatus> {
    return this.#inTurn(() => {
      if (this.#state === 'open') {
        this.#close();
        this.#become('locked');
      }
      return Promise.resolve(this.status());
    });
  }

  /** A query met a damaged page: closes the store and sets it aside. */
  reportDamage(): Promise<StoreStatus> {
    return this.#inTurn(() => {
      if (this.#state === 'open' && this.#keys !== null) {
        // The root key stays, for the store that is made in its place.
        const root = Uint8Array.from(this.#keys.root);
        this.#close();
        this.#keys = keysFrom(root);
        this.#setDatabaseAside();
        this.#become('corrupt');
      }
      return Promise.resolve(this.status());
    });
  }

  /** At the end of the process. */
  close(): Promise<void> {
    return this.#inTurn(() => {
      this.#close();
      this.#lock?.release();
      this.#lock = null;
      return Promise.resolve();
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
    const found = this.#keyFile === null ? 'absent' : 'locked';
    if (this.#state !== 'corrupt') this.#become(found);
  }

  async #rootBy(how: UnlockWith, keys: KeyFile): Promise<Uint8Array> {
    const { keychain, disk } = this.#options;
    switch (how.with) {
      case 'keychain':
        return await unlockByKeychain(keys, keychain);
      case 'passphrase':
        return await unlockByPassphrase(keys, how.passphrase);
      case 'recovery-key': {
        if (how.newPassphrase !== null) requireStrong(how.newPassphrase);
        const root = unlockByRecoveryKey(keys, how.recoveryKey);
        this.#keyFile = await guardAnew(keys, root, keychain, how.newPassphrase);
        writeKeyFile(disk, this.#files.folder, this.#keyFile);
        return root;
      }
    }
  }

  #createAnew(): { recoveryKey: string } {
    invariant(this.#keyFile !== null && this.#keys !== null, 'a damaged store has keys');
    const { keys, recoveryKey } = renewRecoveryKey(this.#keyFile, this.#keys.root);
    writeKeyFile(this.#options.disk, this.#files.folder, keys);
    this.#keyFile = keys;
    this.#openWith(Uint8Array.from(this.#keys.root), true);
    return { recoveryKey };
  }

  /** Takes over `root`. A damaged database is set aside here, with its keys kept for the new one. */
  #openWith(root: Uint8Array, create = false): void {
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
      if (thrown instanceof AppError && thrown.code === 'store-corrupt') this.#setDatabaseAside();
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
    setAside(this.#options.disk, this.#files, 'database', this.#options.now());
  }

  #failed(thrown: unknown): void {
    const state = thrown instanceof AppError ? stateOfFailure.get(thrown.code) : undefined;
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
    const status = this.status();
    for (const listener of this.#changeListeners) listener(status);
  }
}
