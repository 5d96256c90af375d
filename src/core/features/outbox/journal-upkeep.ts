import { AppError } from '#shared/errors/app-error.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { sql } from '../../db/sql.ts';
import type { JournalRecord } from '../../journal/journal-record.ts';
import { readDeviceRecord } from '../workspace/device.ts';
import { readFact } from '../workspace/facts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readLogIdentity } from './proof-store.ts';

/**
 * Acts that central could still lose: not answered, or answered and not yet safe from a power cut there. And those that a
 * kept backup does not have, so that a store put back from it has its whole ledger again.
 */
function actsToKeep({ db }: Workspace): readonly JournalRecord[] {
  const backedUp = readFact(db, 'backed-up-through');
  const through = backedUp === null ? Number.MAX_SAFE_INTEGER : Number(backedUp);
  return db
    .all<{ actId: string; envelope: string }>(
      sql`select act_id as actId, envelope from outbox
        where state = 'waiting' or n > (select durable_through from device) or n > ${through} order by n`,
    )
    .map(({ actId, envelope }) => ({ kind: 'act', actId, envelope: JSON.parse(envelope) as CommandEnvelope }));
}

/**
 * Writes the journal anew from the database: identity, then what central could still lose. The journal holds more than
 * is pending, never less, so this is needed after a failed append, and otherwise only keeps it short. A disk that has no
 * room leaves the old journal whole; the next chance is taken.
 */
export function rewriteJournal(workspace: Workspace): void {
  const { clientId, deviceKey, lastN, lastHash } = readDeviceRecord(workspace.db);
  const log = readLogIdentity(workspace.db);
  const identity: JournalRecord = {
    kind: 'identity',
    clientId,
    deviceKey,
    n: lastN,
    prevHash: lastHash,
    ...(log === null ? {} : { log }),
  };
  try {
    workspace.journal.rewrite([identity, ...actsToKeep(workspace)]);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
  }
}

/** After answers of central: where everything has its durable receipt, the journal starts over. */
export function catchUpJournal(workspace: Workspace): void {
  const open = workspace.db.value<number>(
    sql`select exists (select 1 from outbox where state = 'waiting' or n > (select durable_through from device))`,
  );
  if (workspace.journal.behind || open === 0) rewriteJournal(workspace);
}
