import { foundation } from './0010-foundation.ts';
import { caseOrder } from './0020-case-order.ts';
import { merkleLog } from './0030-merkle-log.ts';
import { signIns } from './0040-sign-ins.ts';
import { documentUploads } from './0050-document-uploads.ts';
import { snapshotBlocks } from './0080-snapshot-blocks.ts';
import { linesByHistory } from './0090-lines-by-history.ts';
import { documentsLookedFor } from './0120-documents-looked-for.ts';
import { roomBesideCases } from './0130-room-beside-cases.ts';
import type { Migration } from './migration.ts';

/** In order of their numbers. */
export const migrations: readonly Migration[] = [
  foundation,
  caseOrder,
  merkleLog,
  signIns,
  documentUploads,
  snapshotBlocks,
  linesByHistory,
  documentsLookedFor,
  roomBesideCases,
];
