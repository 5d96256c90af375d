import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import { readFact, writeFact } from '../workspace/facts.ts';

/** A device holds no more cases than this, whatever central says: a whole office of the network at its worst. */
export const deviceCasesMaximum = 100_000;

/** Cases on the device, over all partitions, and the most that there may be. */
export interface ScopeHere {
  readonly here: number;
  readonly limit: number;
}

export function readScope(db: ReadDb): ScopeHere {
  const here = db.value<number>(sql`select count(*) from case_here`) ?? 0;
  return { here, limit: Number(readFact(db, 'cases-limit') ?? deviceCasesMaximum) };
}

/** Central's limit for the person at the device, as far as a device can bear it. */
export function writeCasesLimit(db: WriteDb, cases: number): void {
  writeFact(db, 'cases-limit', `${Math.min(cases, deviceCasesMaximum)}`);
}
