import type { Command } from '#shared/model/command.ts';
import type { ClientId, Instant } from '#shared/model/ids.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { WriteDb } from '../../db/connection.ts';
import { inTransaction } from '../../db/transaction.ts';
import { actSummary } from '../outbox/act-summary.ts';
import { insertAct } from '../outbox/store.ts';
import { hashOfEnvelope, makeDevice, readDevice, restoreDevice, writeChainEnd } from './device.ts';
import type { SalvagedOutbox } from './open-store.ts';

/**
 * Gives a store its device: the one that was salvaged from a damaged store, with its acts waiting again, or a new one.
 * Acts go on as the same client, so what central already has keeps its result and nothing is done twice.
 */
export function prepareStore(
  db: WriteDb,
  salvaged: SalvagedOutbox | null,
  given: { readonly newClientId: () => ClientId; readonly now: Instant },
): void {
  if (readDevice(db) !== null) return;
  inTransaction(db, () => {
    const identity = salvaged?.identity ?? null;
    if (salvaged === null || identity === null) return makeDevice(db, given.newClientId(), given.now);
    const { clientId, deviceKey, n, prevHash } = identity;
    const end = { lastN: n, lastHash: prevHash };
    restoreDevice(db, { clientId: clientId as ClientId, deviceKey, ...end }, given.now);
    for (const { actId, envelope } of salvaged.acts) restoreAct(db, actId, envelope);
    const last = salvaged.acts.at(-1)?.envelope;
    if (last !== undefined && last.n > n) writeChainEnd(db, { lastN: last.n, lastHash: hashOfEnvelope(last) });
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
    actAt,
    envelope,
    hash: hashOfEnvelope(envelope),
    events: [],
  });
}
