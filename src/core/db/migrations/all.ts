import type { Migration } from '../migrate.ts';
import { deviceMigration } from './0010-device.ts';
import { casesMigration } from './0020-cases.ts';
import { outboxMigration } from './0030-outbox.ts';
import { syncMigration } from './0040-sync.ts';
import { documentsMigration } from './0050-documents.ts';
import { personalMigration } from './0060-personal.ts';
import { receiptProofsMigration } from './0070-receipt-proofs.ts';
import { conflictsMigration } from './0080-conflicts.ts';
import { documentPinsMigration } from './0090-document-pins.ts';
import { tripMigration } from './0100-trip.ts';
import { historyByRowidMigration } from './0120-history-by-rowid.ts';
import { outboxTriesMigration } from './0130-outbox-tries.ts';
import { documentUploadsMigration } from './0140-document-uploads.ts';
import { earlierActsMigration } from './0150-earlier-acts.ts';
import { wordsDueMigration } from './0160-words-due.ts';
import { earlierProofsMigration } from './0190-earlier-proofs.ts';
import { wordsStaleMigration } from './0210-words-stale.ts';
import { outboxCountsMigration } from './0220-outbox-counts.ts';

/** All steps of the schema, in order. */
export const migrations: readonly Migration[] = [
  deviceMigration,
  casesMigration,
  outboxMigration,
  syncMigration,
  documentsMigration,
  personalMigration,
  receiptProofsMigration,
  conflictsMigration,
  documentPinsMigration,
  tripMigration,
  historyByRowidMigration,
  outboxTriesMigration,
  documentUploadsMigration,
  earlierActsMigration,
  wordsDueMigration,
  earlierProofsMigration,
  wordsStaleMigration,
  outboxCountsMigration,
];
