import type { JournalRecord } from '../../journal/journal-record.ts';

/** The second, append-only record of the outbox, as far as the features use it. */
export interface ActJournal {
  readonly behind: boolean;
  /** Resolves once all that was appended so far is on disk, or the journal is `behind`. */
  readonly settled: Promise<void>;
  append(record: JournalRecord): void;
  /** The act of the record appended last was not done. */
  takeBack(): void;
  rewrite(records: readonly JournalRecord[]): void;
}

/** What was read back of a damaged store's journal. */
export interface SalvagedOutbox {
  readonly identity: Extract<JournalRecord, { kind: 'identity' }> | null;
  readonly acts: readonly Extract<JournalRecord, { kind: 'act' }>[];
}
