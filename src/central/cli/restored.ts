import { randomUUID } from 'node:crypto';
import { openCentral } from '../central.ts';
import { openDatabase } from '../store/open-database.ts';
import { sql } from '../store/sql.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

/**
 * Tells a central that was put back from a backup that it was: a new epoch begins, and workstations offer it again what
 * they know as received. Done before it is started, and once.
 */
export async function restored({ dataDir, databaseUrl }: CentralArguments): Promise<void> {
  const database = await openDatabase({ url: databaseUrl, dataDir });
  const epoch = randomUUID();
  try {
    const changed = await database.write((db) =>
      db.run(sql`update meta set value = ${epoch} where key = 'central-epoch'`),
    );
    if (changed === 0) throw new UsageError('This database has never been a central.');
  } finally {
    await database.close();
  }
  const central = await openCentral({ dataDir, databaseUrl, demo: false });
  try {
    const at = central.sync.clock.now();
    const entry = { at, who: null, device: null, from: null, subject: null, code: null, act: null };
    await central.audit.record('central', { ...entry, what: 'central:restored', outcome: 'done' });
    process.stdout.write(`${JSON.stringify({ epoch })}\n`);
  } finally {
    await central.close();
  }
}
