import * as z from 'zod';
import { actor } from '../model/actor.ts';
import { instant, officerId } from '../model/ids.ts';
import { recovery } from './backup.ts';
import { method } from './define.ts';

export const storeState = z.enum([
  /** No store yet: the first run makes one. */
  'absent',
  /** Wants a passphrase (no keychain) or the recovery key. */
  'locked',
  'open',
  /** Set aside as damaged; a new one can be made from central, the outbox was salvaged as far as readable. */
  'corrupt',
  'too-new',
  'keychain-changed',
  'in-use',
]);

export const storeStatus = z.object({
  state: storeState,
  /** How the key is guarded on this machine. */
  guard: z.enum(['keychain', 'passphrase', 'unknown']),
  /** The keychain's name as the system reports it, e.g. `gnome_libsecret`. */
  backend: z.string(),
  cipher: z.enum(['aegis', 'sqlcipher']),
  schemaVersion: z.int().nullable(),
  /** Schema of a store made by a newer Dossier, for `too-new`. */
  foundVersion: z.int().nullable(),
  /** The store was replaced and the person has not read so yet. */
  recovery: recovery.nullable(),
});
export type StoreStatus = z.infer<typeof storeStatus>;

export const session = z.object({
  actor,
  signedInAt: instant,
  /** When the token runs out; work goes on offline after it, sending waits. */
  tokenExpiresAt: instant,
  demo: z.boolean(),
});
export type Session = z.infer<typeof session>;

/** At least 12 characters. */
const passphrase = z.string().min(1).max(1024);

export const sessionContract = {
  'store.status': method({ args: z.object({}), value: storeStatus, repeatable: true }),
  /**
   * Makes the encrypted store. With a keychain no passphrase is needed; without one it is (`weak-passphrase` under 12
   * characters). The recovery key is given once and never again.
   */
  'store.create': method({
    args: z.object({ passphrase: passphrase.nullable() }),
    value: z.object({ recoveryKey: z.string() }),
    repeatable: false,
    timeoutMs: 60_000,
  }),
  /** Errors: `wrong-passphrase`, `wrong-recovery-key`, `keychain-changed`, `store-corrupt`, `store-too-new`. */
  'store.unlock': method({
    args: z.discriminatedUnion('with', [
      z.object({ with: z.literal('keychain') }),
      z.object({ with: z.literal('passphrase'), passphrase }),
      z.object({
        with: z.literal('recovery-key'),
        recoveryKey: z.string().max(200),
        newPassphrase: passphrase.nullable(),
      }),
    ]),
    value: storeStatus,
    repeatable: true,
    timeoutMs: 60_000,
  }),
  /** The person has read what `recovery` says. */
  'store.recovery-seen': method({ args: z.object({}), value: storeStatus, repeatable: true }),
  /** Locks the screen and forgets the key; nothing typed is lost. */
  'store.lock': method({ args: z.object({}), value: storeStatus, repeatable: true }),

  /** Who is signed in on this device, offline too. */
  'session.current': method({ args: z.object({}), value: session.nullable(), repeatable: true }),
  /** Demo mode only: the people to choose from, asked of central. Errors: `offline`, `central-unreachable`, `demo-only`. */
  'session.demo-people': method({
    args: z.object({}),
    value: z.array(
      z.object({ officerId, name: z.string(), officeId: z.string(), role: z.enum(['officer', 'clerk', 'supervisor']) }),
    ),
    repeatable: true,
  }),
  'session.demo-sign-in': method({
    args: z.object({ officerId }),
    value: session,
    repeatable: true,
    timeoutMs: 30_000,
  }),
  /** Errors: `rule-refused` is never given; acts in the outbox stay with their author. */
  'session.sign-out': method({ args: z.object({}), value: z.object({}), repeatable: true }),
};
