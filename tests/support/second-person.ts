import { openCentral } from '#central/central.ts';
import { demoStaff } from '#central/demo/office/staff.data.ts';
import { personRecord, putPeople } from '#central/identity/people-store.ts';

/** Lets a colleague of the demo office in by the demo's door, beside the three who may use it anyway. Central is not running. */
export async function letInByDemo(dataDir: string, officerId: string): Promise<void> {
  const member = demoStaff.find((each) => each.officerId === officerId);
  if (member === undefined) throw new Error(`nobody in the demo office is ${officerId}`);
  const central = await openCentral({ dataDir, databaseUrl: null, demo: true });
  try {
    await central.database.write((db) => putPeople(db, [personRecord.parse({ ...member, demoRole: 'officer' })]));
  } finally {
    await central.close();
  }
}
