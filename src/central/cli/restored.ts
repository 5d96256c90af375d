import { openCentral } from '../central.ts';
import { beginEpoch, noteRestored } from '../central-epoch.ts';
import { openDatabase } from '../store/open-database.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

/**
 * Tells a central that was put back from a backup that it was: a new epoch begins, and workstations offer it again what
 * they know as received. Done before it is started, and once.
 */
export async function restored({ dataDir, databaseUrl }: CentralArguments): Promise<void> {
  const database = await openDatabase({ url: databaseUrl, dataDir });
  let epoch: string | null;
  try {
    epoch = await database.write(beginEpoch);
    // They may be of what there was before the backup took its place.
    await database.folder?.dropCopies();
  } finally {
    await database.close();
  }
  if (epoch === null) throw new UsageError('This database has never been a central.');
  const central = await openCentral({ dataDir, databaseUrl, demo: false });
  try {
    await noteRestored(central.audit, central.sync.clock.now());
    process.stdout.write(`${JSON.stringify({ epoch: central.sync.centralEpoch })}\n`);
  } finally {
    await central.close();
  }
}
