import { openCentral } from '../central.ts';
import type { Central } from '../central.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

interface DemoOffice {
  seedDemoOffice(
    central: Central,
    options: { readonly seed: number; readonly onProgress: (done: number, total: number, what: string) => void },
  ): Promise<void>;
}

// TODO-FREE: replaced by a plain import as soon as the file is there
const demoOffice = '../demo/office.ts';

export async function seed(args: CentralArguments): Promise<void> {
  const { dataDir, databaseUrl } = args;
  const central = await openCentral({ dataDir, databaseUrl, demo: true });
  try {
    const { seedDemoOffice } = (await import(demoOffice)) as DemoOffice;
    await seedDemoOffice(central, {
      seed: args.seed,
      onProgress: (done, total, what) => process.stdout.write(`${JSON.stringify({ progress: { done, total, what } })}\n`),
    });
  } finally {
    await central.close();
  }
}
void UsageError;
