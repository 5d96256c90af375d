import type { Backup } from '#shared/contract/backup.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { sql } from '../../db/sql.ts';
import type { SyncScheduler } from '../../sync/ports.ts';
import { rewriteJournal } from '../outbox/journal-upkeep.ts';
import { writeFact } from '../workspace/facts.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the store session that makes copies. */
export interface BackupMaker {
  readonly backups: { list(): readonly Backup[]; readonly running: boolean };
  makeBackup(keep: number): Promise<Backup>;
}

export interface BackupKeeperParts {
  readonly workspace: Workspace;
  readonly session: BackupMaker;
  readonly scheduler: SyncScheduler;
  /** The store is being filled: its copy would be half of it. */
  readonly isBusy: () => boolean;
  readonly keep: () => number;
  readonly onBug: (where: string, thrown: unknown) => void;
}

interface WorkFacts {
  readonly cases: number;
  readonly lastAct: number;
  readonly lastActAt: string | null;
}

const lookEveryMs = 60_000;
const everyMs = 4 * 60 * 60 * 1000;
const everyActs = 50;
/** Nobody has done anything for so long. */
const idleMs = 30_000;
/** A store that has just been opened is being looked through. */
const settleMs = 5 * 60_000;
/** After a failure: a full disk is not asked every minute. */
const retryMs = 60 * 60 * 1000;

/** Makes a backup every four hours or after fifty acts, when nobody works; the first once the cases are here. */
export class BackupKeeper {
  readonly #parts: BackupKeeperParts;
  readonly #openedAt: number;
  #cancel: () => void = () => undefined;
  #isStopped = false;
  #problem: ErrorCode | null = null;
  #failedAt = Number.NEGATIVE_INFINITY;
  #making: Promise<Backup> | null = null;

  constructor(parts: BackupKeeperParts) {
    this.#parts = parts;
    this.#openedAt = Date.parse(parts.workspace.clock.now());
  }

  /** Why the last try failed; null where it did not. */
  get problem(): ErrorCode | null {
    return this.#problem;
  }

  start(): void {
    this.#noteKept();
    this.#wait();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Makes one now; a second caller gets the one that is being made. Errors: `disk-full`, `disk-failed`, `backup-damaged`. */
  now(): Promise<Backup> {
    this.#making ??= this.#make().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  /** Whether one is wanted and this is a good moment. */
  isDue(): boolean {
    const { workspace, session, isBusy } = this.#parts;
    const now = Date.parse(workspace.clock.now());
    if (isBusy() || session.backups.running) return false;
    if (now - this.#openedAt < settleMs || now - this.#failedAt < retryMs) return false;
    const { cases, lastAct, lastActAt } = this.#facts();
    if (lastActAt !== null && now - Date.parse(lastActAt) < idleMs) return false;
    const newest = session.backups.list()[0];
    if (newest === undefined) return cases > 0 || lastAct > 0;
    return lastAct - newest.lastAct >= everyActs || now - Date.parse(newest.madeAt) >= everyMs;
  }

  #wait(): void {
    if (this.#isStopped) return;
    this.#cancel = this.#parts.scheduler.after(lookEveryMs, () => {
      void this.#look().finally(() => this.#wait());
    });
  }

  async #look(): Promise<void> {
    try {
      if (this.isDue()) await this.now();
    } catch (thrown) {
      // The store was locked meanwhile, or there is no room: kept as the problem, and shown.
      if (!(thrown instanceof AppError)) this.#parts.onBug('backup', thrown);
    }
  }

  async #make(): Promise<Backup> {
    const { workspace, session, keep } = this.#parts;
    try {
      const made = await session.makeBackup(keep());
      this.#problem = null;
      this.#noteKept();
      rewriteJournal(workspace);
      return made;
    } catch (thrown) {
      this.#problem = thrown instanceof AppError ? thrown.code : 'internal';
      this.#failedAt = Date.parse(workspace.clock.now());
      throw thrown;
    }
  }

  /** From the oldest that is kept on, the journal has every act: each backup can be brought to the present. */
  #noteKept(): void {
    const { workspace, session } = this.#parts;
    const oldest = session.backups.list().at(-1);
    if (oldest !== undefined) writeFact(workspace.db, 'backed-up-through', String(oldest.lastAct));
  }

  #facts(): WorkFacts {
    const facts = this.#parts.workspace.db.get<WorkFacts>(
      sql`select (select count(*) from case_here) as cases, (select last_n from device) as lastAct,
        (select max(act_at) from outbox) as lastActAt`,
    );
    return facts ?? { cases: 0, lastAct: 0, lastActAt: null };
  }
}
