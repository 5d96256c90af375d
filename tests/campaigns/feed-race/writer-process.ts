import { once } from 'node:events';
import { openCentral } from '#central/central.ts';
import { invariant } from '#shared/errors/result.ts';
import { registerDevices, type WritersWish, writeActs } from './writers.ts';

/** A central of its own with a pool of its own, as one of several behind one address. Writes when told to. */
export interface WriterOrder extends WritersWish {
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** To the campaign; resolves when it is on its way. */
function tell(message: unknown): Promise<void> {
  invariant(process.send !== undefined, 'the campaign starts this process');
  return new Promise((resolve) => void process.send?.(message, undefined, {}, () => resolve()));
}

const order = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const central = await openCentral({ dataDir: order.dataDir, databaseUrl: order.databaseUrl, demo: true });
const devices = await registerDevices(central, order);
await tell('ready');
await once(process, 'message');
await tell(await writeActs(central, devices, order));
await central.close();
process.disconnect();
