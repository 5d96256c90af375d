import * as z from 'zod';
import type { Actor } from '#shared/model/actor.ts';
import { actor, isDecisionMaker, role } from '#shared/model/actor.ts';
import type { Colleague } from '#shared/model/decide.ts';
import type { OfficerId } from '#shared/model/ids.ts';
import { officeId } from '#shared/model/ids.ts';
import type { Person } from '#shared/protocol/hello.ts';
import type { ReadDb, WriteDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';

/** A person as central keeps them. `demoRole` opens the demo's door to them. */
export const personRecord = actor.extend({
  active: z.boolean(),
  demoRole: z.enum(['officer', 'clerk', 'supervisor']).nullable(),
});
export type PersonRecord = z.infer<typeof personRecord>;

export const officeRecord = z.object({
  officeId,
  nameEn: z.string().min(1).max(120),
  nameFr: z.string().min(1).max(120),
});
export type OfficeRecord = z.infer<typeof officeRecord>;

interface PersonRow {
  readonly officer_id: string;
  readonly name: string;
  readonly office_id: string;
  readonly roles: string;
  readonly level: number;
  readonly active: boolean;
  readonly demo_role: string | null;
}

const columns = sql`officer_id, name, office_id, roles, level, active, demo_role`;
const roles = z.array(role);

function fromRow(row: PersonRow): PersonRecord {
  return {
    officerId: row.officer_id as OfficerId,
    name: row.name,
    officeId: row.office_id as PersonRecord['officeId'],
    roles: roles.parse(JSON.parse(row.roles)),
    level: row.level as PersonRecord['level'],
    active: row.active,
    demoRole: row.demo_role as PersonRecord['demoRole'],
  };
}

export async function findPerson(db: ReadDb, id: string): Promise<PersonRecord | null> {
  const row = await db.first<PersonRow>(sql`select ${columns} from person where officer_id = ${id}`);
  return row === undefined ? null : fromRow(row);
}

interface SignedInPerson {
  readonly person: PersonRecord;
  /** Tokens up to this moment are worth nothing; null where the person was never signed out by an operator. */
  readonly signedOutAt: string | null;
  /** Whether the token said hello on a device that has been shut out since. */
  readonly isDeviceRevoked: boolean;
}

export async function findSignedIn(db: ReadDb, officerId: string, tokenId: string): Promise<SignedInPerson | null> {
  const row = await db.first<PersonRow & { signed_out_at: string | null; is_revoked: boolean }>(sql`
    select ${columns}, signed_out_at, exists (
      select 1 from sign_in join client on client.client_id = sign_in.client_id
      where sign_in.token_id = ${tokenId} and client.revoked_at is not null) as is_revoked
    from person where person.officer_id = ${officerId}`);
  if (row === undefined) return null;
  return { person: fromRow(row), signedOutAt: row.signed_out_at, isDeviceRevoked: row.is_revoked };
}

export async function findPeople(db: ReadDb, ids: readonly string[]): Promise<ReadonlyMap<string, PersonRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await db.rows<PersonRow>(sql`select ${columns} from person where officer_id = any(${ids}::text[])`);
  return new Map(rows.map((row) => [row.officer_id, fromRow(row)]));
}

/** Colleagues as lists show them: the whole network is needed for names in histories. */
export async function listPeople(db: ReadDb): Promise<Person[]> {
  const rows = await db.rows<PersonRow>(sql`select ${columns} from person order by officer_id`);
  return rows.map(fromRow).map((person) => ({ ...colleagueOf(person), name: person.name }));
}

export async function listDemoPeople(db: ReadDb): Promise<PersonRecord[]> {
  const rows = await db.rows<PersonRow>(
    sql`select ${columns} from person where demo_role is not null and active order by officer_id`,
  );
  return rows.map(fromRow);
}

export async function putPeople(db: WriteDb, people: readonly PersonRecord[]): Promise<void> {
  for (const person of people.map((each) => personRecord.parse(each))) {
    await db.run(sql`
      insert into person (officer_id, name, office_id, roles, level, active, demo_role)
      values (${person.officerId}, ${person.name}, ${person.officeId}, ${JSON.stringify(person.roles)}, ${person.level},
        ${person.active}, ${person.demoRole})
      on conflict (officer_id) do update set name = excluded.name, office_id = excluded.office_id, roles = excluded.roles,
        level = excluded.level, active = excluded.active, demo_role = excluded.demo_role`);
  }
}

export async function putOffices(db: WriteDb, offices: readonly OfficeRecord[]): Promise<void> {
  for (const office of offices.map((each) => officeRecord.parse(each))) {
    await db.run(sql`
      insert into office (office_id, name_en, name_fr) values (${office.officeId}, ${office.nameEn}, ${office.nameFr})
      on conflict (office_id) do update set name_en = excluded.name_en, name_fr = excluded.name_fr`);
  }
}

export async function findOfficeIds(db: ReadDb): Promise<string[]> {
  const rows = await db.rows<{ office_id: string }>(sql`select office_id from office order by office_id`);
  return rows.map((row) => row.office_id);
}

export function actorOf({ officerId: id, name, officeId: office, roles: held, level }: PersonRecord): Actor {
  return { officerId: id, name, officeId: office, roles: held, level };
}

export function colleagueOf(person: PersonRecord): Colleague {
  const { officerId: id, officeId: office, active } = person;
  return { officerId: id, officeId: office, active, decides: isDecisionMaker(person) };
}
