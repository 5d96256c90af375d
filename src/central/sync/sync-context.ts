import type { AuditWriter } from '../audit/audit-writer.ts';
import type { LogSigner } from '../audit/log-signer.ts';
import type { Database } from '../store/database.ts';
import type { SignatureCheck } from './device.ts';
import type { FeedPoker } from './feed-poker.ts';
import type { NewsDesk } from './news-desk.ts';
import type { Clock } from './ports.ts';
import type { ScopeLimits } from './scope-limits.ts';
import type { SnapshotKeeper } from './snapshot-keeper.ts';
import type { Watermark } from './watermark.ts';

/** What every message of sync needs of central. */
export interface SyncContext {
  readonly database: Database;
  readonly audit: AuditWriter;
  /** Signs the heads of the log. */
  readonly log: LogSigner;
  readonly clock: Clock;
  readonly signatures: SignatureCheck;
  readonly poker: FeedPoker;
  readonly news: NewsDesk;
  readonly limits: ScopeLimits;
  readonly snapshots: SnapshotKeeper;
  readonly watermark: Watermark;
  /** Changes when central is restored from a backup. */
  readonly centralEpoch: string;
}
