import * as z from 'zod';
import { officeId, officerId } from './ids.ts';

export const roles = ['officer', 'clerk', 'supervisor', 'reviewer', 'administrator'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Who acts: a person with roles, bound to every act. `level` is the delegation level (programs/program.ts). */
export const actor = z.object({
  officerId,
  name: z.string().min(1).max(120),
  officeId,
  roles: z.array(role).min(1),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
});
export type Actor = z.infer<typeof actor>;

export function hasRole(who: Actor, wanted: Role): boolean {
  return who.roles.includes(wanted);
}

/** May work on the merits of a file: a VAC clerk never decides and never advises (domain.md "Who does what"). */
export function isDecisionMaker(who: Actor): boolean {
  return hasRole(who, 'officer') || hasRole(who, 'reviewer');
}
