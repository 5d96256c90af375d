import { AppError } from '#shared/errors/app-error.ts';
import type { Vault } from '../vault/vault.ts';
import type { BackupKeeper } from './backup/service.ts';
import type { WholeReading } from './case-file/whole-reading.ts';
import type { DocumentAdder } from './documents/add-document.ts';
import type { Notices } from './notices.ts';
import type { SyncService } from './sync/service.ts';
import type { TripService } from './trip/trip-service.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What handlers work with while a store is open. */
export interface OpenDesk {
  readonly workspace: Workspace;
  readonly sync: SyncService;
  readonly vault: Vault;
  readonly adder: DocumentAdder;
  readonly trip: TripService;
  readonly keeper: BackupKeeper;
  readonly whole: WholeReading;
}

/** The desk that handlers ask for; empty while the store is locked or absent. */
export class Desk {
  readonly notices: Notices;
  #open: OpenDesk | null = null;
  readonly #whyLocked: () => void;

  /** `whyLocked` throws the exact reason where the store is known to be missing or damaged. */
  constructor(notices: Notices, whyLocked: () => void) {
    this.notices = notices;
    this.#whyLocked = whyLocked;
  }

  set(open: OpenDesk | null): void {
    this.#open = open;
  }

  get current(): OpenDesk | null {
    return this.#open;
  }

  /** Errors: `store-locked`, `store-missing`. */
  get open(): OpenDesk {
    if (this.#open !== null) return this.#open;
    this.#whyLocked();
    throw new AppError('store-locked');
  }

  get workspace(): Workspace {
    return this.open.workspace;
  }
}
