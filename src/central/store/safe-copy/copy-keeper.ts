import { AppError } from '#shared/errors/app-error.ts';
import type { Clock, Scheduler } from '../../sync/ports.ts';
import type { MovingWatermark } from '../../sync/watermark.ts';
import type { Database } from '../database.ts';
import { checkpoint } from '../pglite-database.ts';
import { sql } from '../sql.ts';
import type { PathFilter } from './folder-copy.ts';
import type { PgliteFolder } from './pglite-folder.ts';
import type { CopyPoint } from './safe-copies.ts';

/** What came of a copy, for the log and the figures. */
export type CopyNote =
  | {
      readonly kind: 'made';
      /** New in this copy. */
      readonly bytes: number;
      readonly databaseBytes: number;
      readonly heldMs: number;
      readonly totalMs: number;
    }
  | { readonly kind: 'failed'; readonly thrown: unknown };

export interface CopyKeeperParts {
  readonly folder: PgliteFolder;
  readonly database: Database;
  readonly epoch: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly watermark: MovingWatermark;
  /** Null: none are made. */
  readonly everyMs: number | null;
  readonly onNote: (note: CopyNote) => void;
}

/**
 * Copies PGlite's folder every so often where something has changed, between two transactions, and moves the watermark
 * when the copy is on the medium.
 */
export class CopyKeeper {
  readonly #parts: CopyKeeperParts;
  #cancel: (() => void) | null = null;
  #running: Promise<boolean> | null = null;
  #isStopped = false;

  constructor(parts: CopyKeeperParts) {
    this.#parts = parts;
    const { folder, watermark } = parts;
    if (folder.point !== null) watermark.move(folder.point.devices);
    this.#later();
  }

  /** Makes a copy where something has changed since the last; false where none could be made. One at a time. */
  copyNow(): Promise<boolean> {
    this.#running ??= this.#copy().finally(() => (this.#running = null));
    return this.#running;
  }

  /** A last copy, so that a stop in order leaves nothing that a power cut later could take back. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#running;
    if (this.#parts.everyMs !== null) await this.copyNow();
  }

  #later(): void {
    const { scheduler, everyMs } = this.#parts;
    if (everyMs === null || this.#isStopped) return;
    this.#cancel = scheduler.after(everyMs, () => {
      void this.copyNow().finally(() => this.#later());
    });
  }

  async #copy(): Promise<boolean> {
    const { folder, clock, watermark, onNote } = this.#parts;
    if (!folder.hasChanges) return true;
    const began = clock.elapsedMs();
    let heldMs = 0;
    try {
      const { point, bytes, databaseBytes } = await folder.copy(async (work) => {
        heldMs = await this.#still(work);
      });
      watermark.move(point.devices);
      onNote({ kind: 'made', bytes, databaseBytes, heldMs, totalMs: clock.elapsedMs() - began });
      return true;
    } catch (thrown) {
      onNote({ kind: 'failed', thrown });
      return false;
    }
  }

  /** Within a transaction nobody else has the database's one connection; after the checkpoint it writes nothing by itself. */
  async #still(work: (moment: Omit<CopyPoint, 'number'>, wanted: PathFilter) => Promise<void>): Promise<number> {
    const { database, epoch, clock } = this.#parts;
    const began = { ms: 0 };
    await database.write(async (db) => {
      began.ms = clock.elapsedMs();
      const devices = await db.rows<Numbered>(sql`select client_id as name, last_n as n from client where last_n > 0`);
      const feeds = await db.rows<Numbered>(sql`select partition as name, n from feed_counter`);
      const log = await db.rows<Numbered>(sql`select stream as name, n from audit_head`);
      await db.script(checkpoint);
      const wal = await db.first<Segments>(sql`
        select pg_walfile_name(redo_lsn) as first, pg_walfile_name(pg_current_wal_insert_lsn()) as last
        from pg_control_checkpoint()`);
      if (wal === undefined) throw new AppError('internal');
      const moment = { at: clock.now(), epoch, feeds: byName(feeds), log: byName(log), devices: byName(devices) };
      await work(moment, (path) => isNeeded(path, wal));
    });
    return clock.elapsedMs() - began.ms;
  }
}

interface Numbered {
  readonly name: string;
  readonly n: number;
}

const byName = (rows: readonly Numbered[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ name, n }) => [name, n]));

interface Segments {
  readonly first: string;
  readonly last: string;
}

/** Segments of the write-ahead log from before the checkpoint, and those made ready for later, hold nothing. */
function isNeeded(path: string, { first, last }: Segments): boolean {
  const segment = /^pg_wal[/\\]([0-9A-F]{24})$/.exec(path)?.[1];
  return segment === undefined || (segment >= first && segment <= last);
}
