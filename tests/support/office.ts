import { openCentral } from '#central/central.ts';
import { seedDemoOffice } from '#central/demo/office.ts';
import type { Day } from '#shared/model/ids.ts';

/**
 * A small demo office with scans of its own in a folder of central: nine cases, three of them decidable and held by the
 * demo officer, the oldest a visitor visa that is being assessed. Drawn from a seed that was chosen for that.
 */
export async function makeOffice(dataDir: string): Promise<{ readonly today: Day }> {
  const today = new Date().toISOString().slice(0, 10) as Day;
  const central = await openCentral({ dataDir, databaseUrl: null, demo: true });
  try {
    await seedDemoOffice(central, { seed: 'e2e-38', count: 10, today });
  } finally {
    await central.close();
  }
  return { today };
}
