import type { LogEntry } from '#shared/protocol/log-entry.ts';
import type { Database } from '../store/database.ts';
import { appendAuditByStream } from './audit-log.ts';
import type { LogSigner } from './log-signer.ts';

export interface AuditWriter {
  /** Resolves when the entry is committed. */
  record(stream: string, entry: LogEntry): Promise<void>;
}

interface Waiting {
  readonly stream: string;
  readonly entry: LogEntry;
  readonly done: () => void;
  readonly failed: (reason: unknown) => void;
}

/**
 * Entries of reads: what comes while a transaction is under way goes together in the next, so that many document reads
 * cost few commits. Acts write their entries in their own transaction instead.
 */
export function openAuditWriter(database: Database, signer: LogSigner): AuditWriter {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await database.write((db) => appendAuditByStream(db, signer, batch));
        for (const each of batch) each.done();
      } catch (thrown) {
        for (const each of batch) each.failed(thrown);
      }
    }
    isWriting = false;
  }

  return {
    record: (stream, entry) =>
      new Promise<void>((done, failed) => {
        waiting.push({ stream, entry, done, failed });
        if (!isWriting) void writeAll();
      }),
  };
}
