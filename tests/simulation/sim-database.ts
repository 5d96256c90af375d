import type { Database, ReadDb, WriteDb } from '#central/store/database.ts';
import type { Sql } from '#central/store/sql.ts';
import type { World } from './world.ts';

/** What becomes of central at a step of its work with the database. */
export interface CentralLife {
  isAlive(): boolean;
  /** Called at each statement, before and after each commit; throws where central dies here. */
  step(): void;
}

function stepping(db: WriteDb, life: CentralLife): WriteDb {
  const each = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    life.step();
    return work();
  };
  const stepped = {
    rows: (query: Sql) => each(() => db.rows(query)),
    first: (query: Sql) => each(() => db.first(query)),
    run: (query: Sql) => each(() => db.run(query)),
    script: (text: string) => each(() => db.script(text)),
  };
  return stepped as unknown as WriteDb;
}

/**
 * Central's database as the simulation lets central have it: real SQL on a real PGlite, but other things may happen
 * between any two transactions, and central may die at any statement: before the commit all of it is undone, behind it
 * all of it stands and nobody is told.
 */
export function simDatabase(
  world: World,
  real: Database,
  life: CentralLife,
  durability: Database['durability'],
): Database {
  const random = world.random.fork('database');
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      world.at(random.int(4), () => {
        if (life.isAlive()) resolve();
      });
    });
  const within = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await turn();
    const value = await world.track(work);
    life.step();
    return value;
  };
  return {
    kind: real.kind,
    durability,
    read: (work) => within(() => real.read((db: ReadDb) => work(stepping(db as WriteDb, life)))),
    write: (work) =>
      within(() =>
        real.write(async (db) => {
          const value = await work(stepping(db, life));
          life.step();
          return value;
        }),
      ),
    close: async () => undefined,
  };
}
