import type { Actor } from '#shared/model/actor.ts';
import type { Colleague } from '#shared/model/decide.ts';
import type { OfficerId } from '#shared/model/ids.ts';
import type { Person } from '#shared/protocol/hello.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';
import { readFact, writeFact } from './facts.ts';

/** Colleagues as central last listed them, and the people who have signed in on this device. */
export class People {
  readonly #db: ReadDb;
  #byId: Map<OfficerId, Person> | null = null;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  get all(): readonly Person[] {
    return [...this.#known().values()];
  }

  readonly colleague = (id: OfficerId): Colleague | null => this.#known().get(id) ?? null;

  /** The roles an author had when they last signed in here; null for someone who never did. */
  author(id: OfficerId): Actor | null {
    const text = readFact(this.#db, `actor:${id}`);
    return text === null ? null : (JSON.parse(text) as Actor);
  }

  rememberAuthor(db: WriteDb, who: Actor): void {
    writeFact(db, `actor:${who.officerId}`, JSON.stringify(who));
  }

  replaceAll(db: WriteDb, people: readonly Person[]): void {
    db.run(sql`delete from person`);
    for (const { officerId, name, officeId, active, decides } of people) {
      db.run(
        sql`insert into person (officer_id, name, office_id, active, decides)
          values (${officerId}, ${name}, ${officeId}, ${active}, ${decides})`,
      );
    }
    this.#byId = null;
  }

  #known(): Map<OfficerId, Person> {
    if (this.#byId !== null) return this.#byId;
    const rows = this.#db.all<{ officerId: string; name: string; officeId: string; active: number; decides: number }>(
      sql`select officer_id as officerId, name, office_id as officeId, active, decides from person order by name`,
    );
    const people = rows.map((row) => ({ ...row, active: row.active === 1, decides: row.decides === 1 }) as Person);
    this.#byId = new Map(people.map((each) => [each.officerId, each]));
    return this.#byId;
  }
}
