import { openCentral } from '../central.ts';
import { scrubDocuments } from '../documents/scrub.ts';
import type { CentralArguments } from './arguments.ts';

/** Checks all stored documents. Prints what was found as JSON; ends with 3 where something was not right. */
export async function scrub(args: CentralArguments): Promise<void> {
  const { dataDir, databaseUrl, documents } = args;
  const central = await openCentral({ dataDir, databaseUrl, documents, demo: false });
  try {
    const found = await scrubDocuments({
      database: central.database,
      documents: central.documents,
      now: () => central.sync.clock.now(),
      onProgress: (progress) => process.stderr.write(`${JSON.stringify({ progress })}\n`),
    });
    process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.damaged + found.lost > 0) process.exitCode = 3;
  } finally {
    await central.close();
  }
}
