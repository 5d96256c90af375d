import * as z from 'zod';
import { actor } from '../model/actor.ts';
import { instant, officerId } from '../model/ids.ts';

/** `GET /demo/people` and `POST /demo/sign-in`: exist in demo mode only; elsewhere these paths are 404. */
export const demoPeople = z.array(
  z.object({ officerId, name: z.string(), officeId: z.string(), role: z.enum(['officer', 'clerk', 'supervisor']) }),
);
export const demoSignInRequest = z.object({ officerId });
/** A short-lived signed token (JWT, EdDSA), sent as `authorization: Bearer`. */
export const signInResponse = z.object({ token: z.string(), actor, expiresAt: instant, now: instant });
export type SignInResponse = z.infer<typeof signInResponse>;
