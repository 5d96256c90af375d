import { AppError } from '#shared/errors/app-error.ts';
import { openCentral } from '../central.ts';
import { importPack } from '../packs/import-pack.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

/** Prints the new case as JSON on stdout; what is wrong with a refused pack goes to stderr, a line each. */
export async function importPackCommand(args: CentralArguments): Promise<void> {
  const pack = args.operands[0];
  if (pack === undefined) throw new UsageError('import takes a folder or a zip.');
  const { dataDir, databaseUrl, documents, copyEveryMs } = args;
  const central = await openCentral({ dataDir, databaseUrl, documents, copyEveryMs, demo: false });
  try {
    const { office, assign, strict } = args;
    const imported = await importPack(central, pack, { office, assign, strict });
    if (!imported.ok) {
      for (const { code, where, what } of imported.error) process.stderr.write(`${code}  ${where}  ${what}\n`);
      throw new AppError('pack-invalid', { problems: imported.error.length });
    }
    process.stdout.write(`${JSON.stringify(imported.value)}\n`);
  } finally {
    await central.close();
  }
}
