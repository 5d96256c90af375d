import { openCentral } from '../central.ts';
import { listDevices } from '../identity/devices.ts';
import type { CentralArguments } from './arguments.ts';

/** One line of JSON a device. */
export async function devices({ dataDir, databaseUrl }: CentralArguments): Promise<void> {
  const central = await openCentral({ dataDir, databaseUrl, demo: false });
  try {
    for (const device of await central.database.read(listDevices)) process.stdout.write(`${JSON.stringify(device)}\n`);
  } finally {
    await central.close();
  }
}
