import * as z from 'zod';
import type { CommandType } from '../model/command.ts';
import { basis, commandTypes } from '../model/command.ts';
import { caseId, clientId, instant, officerId } from '../model/ids.ts';
import { canonicalText } from '../model/same-value.ts';

/** No payload of a command goes half as deep. What does is refused before it is read any further: its reader would run out of stack. */
const deepestPayload = 16;

function isNoDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isNoDeeperThan(each, levels - 1));
}

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/**
 * A signed act on its way to central. `n` is dense per client from 1; `prevHash` is the SHA-256 (hex) of the previous
 * envelope's canonical form with its signature (64 zeros before the first), so that a device's acts form a chain;
 * `sig` is the device's Ed25519 signature (128 hex digits) over `signedText`.
 */
export const commandEnvelope = z.object({
  clientId,
  n: z.int().positive(),
  prevHash: hex(32),
  caseId,
  type: z.enum(commandTypes as [CommandType, ...CommandType[]]),
  payload: z.unknown().refine((value) => isNoDeeperThan(value, deepestPayload)),
  basis,
  actor: officerId,
  actAt: instant,
  sig: hex(64),
});
export type CommandEnvelope = z.infer<typeof commandEnvelope>;

export const firstPrevHash = '0'.repeat(64);

/** The text that the device signs: canonical JSON (RFC 8785) of the envelope without `sig`. */
export function signedText(envelope: Omit<CommandEnvelope, 'sig'>): string {
  const { clientId: client, n, prevHash, caseId: id, type, payload, basis: seen, actor, actAt } = envelope;
  return canonicalText({ clientId: client, n, prevHash, caseId: id, type, payload, basis: seen, actor, actAt });
}

/** The text whose SHA-256 is the next envelope's `prevHash`. */
export function chainedText(envelope: CommandEnvelope): string {
  return chainedOf(signedText(envelope), envelope.sig);
}

/** The same where the signed text is at hand: making it is most of the work. */
export function chainedOf(signed: string, sig: string): string {
  return `${signed}.${sig}`;
}
