import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

/**
 * `cases-of`: whose cases the device holds. `cases-limit`: the most that it may hold. `work-offline`: told not to talk to
 * central. `documents-paused`: cases only. `document-budget`: bytes, or none. `backed-up-through`: see
 * backup/service.ts. `actor:CODE`: who signed in.
 */
export type FactName =
  | 'cases-of'
  | 'cases-limit'
  | 'work-offline'
  | 'documents-paused'
  | 'document-budget'
  | 'backed-up-through'
  | `actor:${string}`;

export function readFact(db: ReadDb, name: FactName): string | null {
  return db.value<string>(sql`select value from device_fact where name = ${name}`) ?? null;
}

export function forgetFact(db: WriteDb, name: FactName): void {
  db.run(sql`delete from device_fact where name = ${name}`);
}

export function writeFact(db: WriteDb, name: FactName, value: string): void {
  db.run(sql`insert or replace into device_fact (name, value) values (${name}, ${value})`);
}
