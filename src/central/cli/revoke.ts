import type { Central } from '../central.ts';
import { openCentral } from '../central.ts';
import { revocationEntry, revokeDevice, revokePerson } from '../identity/devices.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

async function revokeOne(central: Central, clientId: string, reason: string): Promise<string[]> {
  const now = central.sync.clock.now();
  const isNew = await central.database.write((db) => revokeDevice(db, clientId, { reason, now }));
  if (isNew === null) throw new UsageError('There is no such device here; "central devices" lists them.');
  if (!isNew) return [];
  await central.audit.record('central', revocationEntry('device:revoked', clientId, null, now));
  return [clientId];
}

async function revokeAllOf(central: Central, officerId: string, reason: string): Promise<string[]> {
  const now = central.sync.clock.now();
  const revoked = await central.database.write((db) => revokePerson(db, officerId, { reason, now }));
  if (revoked === null) throw new UsageError('There is no such person here.');
  await central.audit.record('central', revocationEntry('person:signed-out', null, officerId, now));
  for (const clientId of revoked) {
    await central.audit.record('central', revocationEntry('device:revoked', clientId, null, now));
  }
  return revoked;
}

/** Shuts out a device, or all devices of a person. A running central ends their connections within seconds. */
export async function revoke(args: CentralArguments): Promise<void> {
  const { dataDir, databaseUrl, copyEveryMs, operands, person, reason } = args;
  const [clientId] = operands;
  if ((clientId === undefined) === (person === null)) throw new UsageError('revoke takes a CLIENT, or --person CODE.');
  if (reason === null || reason.trim() === '') throw new UsageError('revoke takes --reason TEXT: it is kept.');
  const central = await openCentral({ dataDir, databaseUrl, copyEveryMs, demo: false });
  try {
    const revoked = await (person === null
      ? revokeOne(central, clientId ?? '', reason)
      : revokeAllOf(central, person, reason));
    process.stdout.write(`${JSON.stringify({ revoked })}\n`);
  } finally {
    await central.close();
  }
}
