import { openCentral } from '#central/central.ts';
import { seedDemoOffice } from '#central/demo/office.ts';
import type { Day } from '#shared/model/ids.ts';

const [dataDir = '', today = ''] = process.argv.slice(2);
const central = await openCentral({ dataDir, databaseUrl: null, demo: true });
await seedDemoOffice(central, { seed: 'e2e-38', count: 10, today: today as Day });
await central.close();
process.exit(0);
