import { AppError } from '#shared/errors/app-error.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import {
  emptyEnd,
  encodeRecord,
  type JournalEnd,
  type JournalKey,
  newJournalKey,
  readJournal,
} from './journal-file.ts';
import { type JournalRecord, journalRecord } from './journal-record.ts';

export interface SalvagedRecords {
  readonly records: readonly JournalRecord[];
  /** Records known to have been there and lost. */
  readonly damaged: number;
}

/**
 * The outbox written a second time, beside the database: an append-only encrypted file from which the acts are
 * salvaged when the database is damaged. It holds everything since the last `rewrite`: more than is pending, never less,
 * unless `behind`.
 */
export class OutboxJournal {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #journalKey: Uint8Array;
  #file: DiskFile;
  #key: JournalKey;
  #end: JournalEnd;
  /** Where the record that was appended last begins; null where there is none that could be taken back. */
  #beforeLast: JournalEnd | null = null;
  #behind = false;
  #flushes = 0;
  #settled: Promise<void> = Promise.resolve();

  private constructor(disk: Disk, path: string, journalKey: Uint8Array, opened: Opened) {
    this.#disk = disk;
    this.#path = path;
    this.#journalKey = journalKey;
    this.#file = opened.file;
    this.#key = opened.key;
    this.#end = opened.end;
    this.#behind = opened.damaged;
  }

  /** Opens it, or makes an empty one. A torn last write is cut off. An unreadable journal is moved to `<path>.damaged`. */
  static open(disk: Disk, path: string, journalKey: Uint8Array): OutboxJournal {
    const existed = disk.size(path) !== null;
    const opened = (existed ? openExisting(disk, path, journalKey) : null) ?? makeFile(disk, path, journalKey, []);
    return new OutboxJournal(disk, path, journalKey, opened);
  }

  /** True when an act could not be written here, or was found damaged: `rewrite` with all pending acts as soon as possible. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Bytes on disk. */
  get sizeBytes(): number {
    return this.#end.position;
  }

  /** Resolves once every flush begun so far has ended; never fails. What could not be flushed makes the journal `behind`. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /**
   * Writes a record and begins its flush, which goes on in another thread: on disk once `settled` resolves. Errors:
   * `disk-full`, `disk-failed`; the journal is `behind` then, and whole.
   */
  append(record: JournalRecord): void {
    const before = this.#end;
    this.#beforeLast = null;
    const { bytes, end } = encodeRecord(this.#key, before, JSON.stringify(record));
    try {
      this.#file.writeAt(before.position, bytes);
    } catch (thrown) {
      this.#behind = true;
      this.#cutTail();
      throw thrown;
    }
    this.#end = end;
    this.#beforeLast = before;
    const flush = this.#flush(this.#file, before, end);
    this.#settled = Promise.all([this.#settled, flush]).then(() => undefined);
  }

  /** The act of the record appended last was not done after all: on disk when it returns, or the journal is `behind`. */
  takeBack(): void {
    if (this.#beforeLast === null) return;
    this.#end = this.#beforeLast;
    this.#beforeLast = null;
    try {
      this.#file.truncate(this.#end.position);
      this.#file.sync();
    } catch (thrown) {
      this.#behind = true;
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  /** Replaces the whole content in one step: what needs no keeping any more goes. Errors: as `append`, with the old content kept. */
  rewrite(records: readonly JournalRecord[]): void {
    const fresh = makeFile(this.#disk, this.#path, this.#journalKey, records);
    const before = this.#file;
    this.#file = fresh.file;
    this.#key = fresh.key;
    this.#end = fresh.end;
    this.#beforeLast = null;
    this.#behind = false;
    this.#closeUnused(before);
  }

  close(): void {
    this.#closeUnused(this.#file);
  }

  async #flush(file: DiskFile, before: JournalEnd, end: JournalEnd): Promise<void> {
    this.#flushes += 1;
    try {
      await file.syncLater();
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      // A journal that was written anew meanwhile has the record in its new file.
      if (this.#file !== file) return;
      this.#behind = true;
      if (this.#end !== end) return;
      this.#end = before;
      this.#beforeLast = null;
      this.#cutTail();
    } finally {
      this.#flushes -= 1;
    }
  }

  /** A descriptor that is being flushed may not be given to another file. */
  #closeUnused(file: DiskFile): void {
    if (this.#flushes === 0) file.close();
    else void this.#settled.then(() => file.close());
  }

  #cutTail(): void {
    try {
      this.#file.truncate(this.#end.position);
    } catch (thrown) {
      // A tail that stays is overwritten by the next record, or cut at the next opening.
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }
}

interface Opened {
  readonly file: DiskFile;
  readonly key: JournalKey;
  readonly end: JournalEnd;
  readonly damaged: boolean;
}

function openExisting(disk: Disk, path: string, journalKey: Uint8Array): Opened | null {
  const file = disk.open(path, 'write');
  const content = readJournal(file, journalKey);
  if (content === null) {
    file.close();
    disk.rename(path, `${path}.damaged`);
    return null;
  }
  if (content.end.position < file.size()) file.truncate(content.end.position);
  return { file, key: content.key, end: content.end, damaged: content.damaged > 0 };
}

function makeFile(disk: Disk, path: string, journalKey: Uint8Array, records: readonly JournalRecord[]): Opened {
  const key = newJournalKey(journalKey);
  let end = emptyEnd;
  const parts = [key.header];
  for (const record of records) {
    const encoded = encodeRecord(key, end, JSON.stringify(record));
    parts.push(encoded.bytes);
    end = encoded.end;
  }
  const fresh = `${path}.new`;
  const file = disk.open(fresh, 'write');
  try {
    file.truncate(0);
    file.writeAt(0, Buffer.concat(parts));
    file.sync();
    disk.rename(fresh, path);
  } catch (thrown) {
    file.close();
    disk.remove(fresh);
    throw thrown;
  }
  return { file, key, end, damaged: false };
}

/** Reads what can be read of a journal, changing nothing. A record of another form counts as damaged. */
export function salvageJournal(disk: Disk, path: string, journalKey: Uint8Array): SalvagedRecords {
  if (disk.size(path) === null) return { records: [], damaged: 0 };
  const file = disk.open(path, 'read');
  try {
    const content = readJournal(file, journalKey);
    if (content === null) return { records: [], damaged: 1 };
    const parsed = content.texts.map((text) => journalRecord.safeParse(JSON.parse(text)));
    const records = parsed.flatMap((result) => (result.success ? [result.data] : []));
    return { records, damaged: content.damaged + parsed.length - records.length };
  } finally {
    file.close();
  }
}
