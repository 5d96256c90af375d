import { invariant } from '#shared/errors/result.ts';
import type { Actor } from '#shared/model/actor.ts';
import { actor } from '#shared/model/actor.ts';
import type { Colleague } from '#shared/model/decide.ts';
import type { OfficerId } from '#shared/model/ids.ts';
import { demoStaff } from './staff.data.ts';

/** A person of the demo office as who acts. */
export function actorOf(officerId: string): Actor {
  const person = demoStaff.find((each) => each.officerId === officerId);
  invariant(person !== undefined, 'a demo act is by one of the staff');
  const { name, officeId, roles, level } = person;
  return actor.parse({ officerId, name, officeId, roles, level });
}

/** Everyone was active when the demo's work was handed out; who has left since still holds files, as real offices found. */
export function colleagueOf(id: OfficerId): Colleague | null {
  const person = demoStaff.find((each) => each.officerId === id);
  if (person === undefined) return null;
  const who = actorOf(person.officerId);
  return { officerId: who.officerId, officeId: who.officeId, active: true, decides: who.roles.includes('officer') };
}
