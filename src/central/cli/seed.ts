import type { Day } from '#shared/model/ids.ts';
import { openCentral } from '../central.ts';
import type { DemoProgress } from '../demo/office.ts';
import { hasDemoOffice, seedDemoOffice } from '../demo/office.ts';
import type { CentralArguments } from './arguments.ts';
import { UsageError } from './arguments.ts';

const names: Readonly<Record<DemoProgress['step'], string>> = { scans: 'scanned pages', cases: 'cases' };

/** On a terminal one line that is written over; for a program a JSON object a line, at every hundredth. */
function progressWriter(): (progress: DemoProgress) => void {
  const isTerminal = process.stdout.isTTY;
  let last = '';
  return ({ step, done, total }) => {
    const hundredth = Math.floor((done * 100) / Math.max(total, 1));
    const key = `${step} ${isTerminal ? done : hundredth}`;
    if (key === last) return;
    last = key;
    const what = names[step];
    const line = `\r${`  ${what}: ${done} of ${total}`.padEnd(60)}${done === total ? '\n' : ''}`;
    process.stdout.write(isTerminal ? line : `${JSON.stringify({ progress: { what, done, total } })}\n`);
  };
}

/** Makes the demo office in an empty central. */
export async function seed(args: CentralArguments): Promise<void> {
  const { dataDir, databaseUrl, documents, copyEveryMs } = args;
  const central = await openCentral({ dataDir, databaseUrl, documents, copyEveryMs, demo: true });
  try {
    if (await hasDemoOffice(central)) throw new UsageError('There is a demo office here already.');
    const today = central.sync.clock.now().slice(0, 10) as Day;
    await seedDemoOffice(central, { seed: args.seed, today, onProgress: progressWriter() });
  } finally {
    await central.close();
  }
}
