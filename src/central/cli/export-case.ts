import { openCentral } from '../central.ts';
import { exportCase } from '../export-case.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

export async function exportCaseCommand(args: CentralArguments): Promise<void> {
  const wanted = args.operands[0];
  if (wanted === undefined) throw new UsageError('export takes the number or the id of a case.');
  const { dataDir, databaseUrl, documents } = args;
  const central = await openCentral({ dataDir, databaseUrl, documents, demo: false });
  try {
    const exported = await exportCase(central, wanted);
    if (exported === null) throw new UsageError('There is no such case here.');
    process.stdout.write(`${JSON.stringify(exported, null, 2)}\n`);
  } finally {
    await central.close();
  }
}
