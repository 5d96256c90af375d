import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';

/**
 * What many systems do instead of a counter row: each transaction that writes an act also takes a number from a sequence,
 * at the moment of the write. Same transactions, same readers, same instants; only the kind of number differs.
 */
export async function addSequenceFeed(database: Database): Promise<void> {
  await database.write((db) =>
    db.script(`
      create table race_sequence (id bigserial primary key, case_id text not null);
      create function race_number() returns trigger language plpgsql as $$
        begin
          insert into race_sequence (case_id) values (new.case_id);
          return new;
        end $$;
      create trigger race_number after insert on case_event for each row execute function race_number();
    `),
  );
}

/** Numbers behind a cursor, as a reader of a sequence asks for them. */
export async function readSequenceAfter(database: Database, after: number, limit: number): Promise<number[]> {
  const rows = await database.read((db) =>
    db.rows<{ id: number }>(sql`select id from race_sequence where id > ${after} order by id limit ${limit}`),
  );
  return rows.map((row) => row.id);
}
