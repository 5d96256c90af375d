import { actSummary } from '#shared/model/act-summary.ts';
import { type Command, commandPayloads } from '#shared/model/command.ts';
import type { ClientId, Instant } from '#shared/model/ids.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { WriteDb } from '../../db/connection.ts';
import { inTransaction } from '../../db/transaction.ts';
import { insertAdded } from '../case-file/document-store.ts';
import { oweByAct } from '../documents/owed-store.ts';
import { pinLogIdentity } from '../outbox/proof-store.ts';
import { insertAct } from '../outbox/store.ts';
import {
  type ChainEnd,
  hashOfEnvelope,
  makeDevice,
  readChainEnd,
  readDevice,
  restoreDevice,
  writeChainEnd,
} from './device.ts';
import type { SalvagedOutbox } from './open-store.ts';

/**
 * Gives a store its device: the one that was salvaged from a damaged store, with its acts waiting again, or a new one.
 * Acts go on as the same client, so what central already has keeps its result and nothing is done twice. A store that
 * has its device gets the acts that the journal holds beyond its own: it was put back from a backup, or has lost the end of
 * its write-ahead log. Gives how many acts came from the journal.
 */
export function prepareStore(
  db: WriteDb,
  salvaged: SalvagedOutbox | null,
  given: { readonly newClientId: () => ClientId; readonly now: Instant },
): number {
  const device = readDevice(db);
  const identity = salvaged?.identity ?? null;
  if (device !== null)
    return identity?.clientId === device.clientId ? replayActs(db, identity, salvaged?.acts ?? []) : 0;
  return inTransaction(db, () => {
    if (identity === null) {
      makeDevice(db, given.newClientId(), given.now);
      return 0;
    }
    const { clientId, deviceKey, n, prevHash } = identity;
    // A store that is made anew would take any log for the right one, and with it any central.
    if (identity.log !== undefined) pinLogIdentity(db, identity.log);
    restoreDevice(db, { clientId: clientId as ClientId, deviceKey, lastN: n, lastHash: prevHash }, given.now);
    return replayActs(db, identity, salvaged?.acts ?? [], 0);
  });
}

/**
 * Puts back the acts behind the store's own chain, and its end. The journal leaves out what central has for certain, so
 * numbers may be missing between the two; those acts stand at central and in nobody's outbox here.
 */
function replayActs(
  db: WriteDb,
  identity: NonNullable<SalvagedOutbox['identity']>,
  acts: SalvagedOutbox['acts'],
  known = readChainEnd(db).lastN,
): number {
  const newer = acts.filter(({ envelope }) => envelope.n > known);
  const last = newer.at(-1)?.envelope;
  const end: ChainEnd =
    last !== undefined && last.n > identity.n
      ? { lastN: last.n, lastHash: hashOfEnvelope(last) }
      : { lastN: identity.n, lastHash: identity.prevHash };
  if (end.lastN < known || (newer.length === 0 && end.lastN === known)) return 0;
  return inTransaction(db, () => {
    for (const { actId, envelope } of newer) restoreAct(db, actId, envelope);
    writeChainEnd(db, end);
    return newer.length;
  });
}

/** Waiting, and in no view until its case is on the device again and the act has been decided over it. */
function restoreAct(db: WriteDb, actId: string, envelope: CommandEnvelope): void {
  const { n, caseId, actor, type, payload, basis, actAt } = envelope;
  insertAct(db, {
    n,
    actId,
    caseId,
    caseNumber: '',
    actor,
    type,
    summary: actSummary({ type, payload, basis } as Command),
    seen: null,
    actAt,
    envelope,
    hash: hashOfEnvelope(envelope),
    events: [],
  });
  // Its bytes stand in the vault still; central is to get them, whatever becomes of the tables.
  if (type === 'document.add') {
    const { sha256, sizeBytes, mime } = commandPayloads[type].parse(payload);
    insertAdded(db, { sha256, sizeBytes, mime });
    oweByAct(db, sha256, n, actAt);
  }
}
