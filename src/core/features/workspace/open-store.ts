import type { JournalRecord } from '../../journal/journal-record.ts';

/** The second, append-only record of the outbox, as far as the features use it. */
export interface ActJournal {
  readonly behind: boolean;
  append(record: JournalRecord): void;
  rewrite(records: readonly JournalRecord[]): void;
}

/** What was read back of a damaged store's journal. */
export interface SalvagedOutbox {
  readonly identity: Extract<JournalRecord, { kind: 'identity' }> | null;
  readonly acts: readonly Extract<JournalRecord, { kind: 'act' }>[];
}
