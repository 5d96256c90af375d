import { once } from 'node:events';
import { openCentral } from '#central/central.ts';
import { invariant } from '#shared/errors/result.ts';
import { registerDevices, type WritersWish, writeActs } from './writers.ts';

/** A central of its own with a pool of its own, as one of several behind one address. Writes when told to. */
export interface WriterOrder extends WritersWish {
  readonly databaseUrl: string;
  readonly dataDir: string;
}

const { send } = process;
invariant(send !== undefined, 'the campaign starts this process');
const order = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const central = await openCentral({ dataDir: order.dataDir, databaseUrl: order.databaseUrl, demo: true });
const devices = await registerDevices(central, order);
send.call(process, 'ready');
await once(process, 'message');
const numbers = await writeActs(central, devices, order);
await new Promise<void>((resolve) => void send.call(process, numbers, undefined, {}, () => resolve()));
await central.close();
process.disconnect();
