import { readHeads } from '../audit/log-proofs.ts';
import { openCentral } from '../central.ts';
import { sql } from '../store/sql.ts';
import type { KeptHeads } from '../verify/check-heads.ts';
import type { CentralArguments } from './arguments.ts';

/** Prints the newest signed head of every stream, for a witness to keep where nobody who can change the log can change it. */
export async function heads(args: CentralArguments): Promise<void> {
  const central = await openCentral({ dataDir: args.dataDir, databaseUrl: args.databaseUrl, demo: false });
  try {
    const newest = await central.database.read(async (db) => {
      const streams = await db.rows<{ stream: string }>(sql`select stream from audit_head order by stream`);
      return readHeads(
        db,
        streams.map((row) => row.stream),
      );
    });
    const kept: KeptHeads = { log: central.sync.log.identity, heads: newest };
    process.stdout.write(`${JSON.stringify(kept, null, 2)}\n`);
  } finally {
    await central.close();
  }
}
