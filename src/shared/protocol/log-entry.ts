import type { Instant } from '../model/ids.ts';
import { canonicalText } from '../model/same-value.ts';
import type { CommandEnvelope } from './command-envelope.ts';
import type { CommandResult } from './push-commands.ts';

/** Who, what, when, from where, outcome. Ids and codes only, never a name or the text of a file. */
export interface LogEntry {
  readonly at: Instant;
  /** User code; null where nobody is known (a token that is none). */
  readonly who: string | null;
  readonly device: string | null;
  /** Network address of the request; null for the command line. */
  readonly from: string | null;
  /** `act:<command type>`, `hello:new-device`, `document:read`, ... */
  readonly what: string;
  /** Case id or document hash. */
  readonly subject: string | null;
  readonly outcome: 'done' | 'refused' | 'handed-over' | 'denied';
  readonly code: string | null;
  /** Chain hash of the command envelope, for acts. */
  readonly act: string | null;
  /** SHA-256 (hex) of `resultText`, for acts; entries from before protocol 2 have none. */
  readonly result?: string;
}

/** An entry as it is hashed and stored: canonical JSON (RFC 8785). `n` counts from 1; its leaf stands at `n` - 1. */
export function entryText(stream: string, n: number, entry: LogEntry): string {
  return canonicalText({ stream, n, ...entry });
}

/** What the leaf is SHA-256 of (RFC 9162): a byte of value 0, then the entry. */
export function leafText(entry: string): string {
  return `\0${entry}`;
}

/** What the log commits to of a result: all that protocol 2 says in one, so that a later field does not change it. */
export function resultText(result: CommandResult): string {
  const { n, outcome, receipt } = result;
  const { number, receivedAt, feed, caseVersion } = receipt;
  return canonicalText({
    n,
    outcome,
    receipt: { number, receivedAt, feed, caseVersion },
    refusal: result.outcome === 'refused' ? result.refusal : null,
    caseId: result.outcome === 'handed-over' ? result.caseId : null,
  });
}

/** An act as its device and central both know it. */
export interface LoggedAct {
  readonly envelope: CommandEnvelope;
  /** Chain hash of the envelope. */
  readonly hash: string;
  readonly result: CommandResult;
  /** SHA-256 of `resultText`; null for an entry from before protocol 2. */
  readonly resultHash: string | null;
  readonly from: string | null;
}

/** The entry of an act: central writes it, the device makes it again from what it sent and what it was answered. */
export function actEntry({ envelope, hash, result, resultHash, from }: LoggedAct): LogEntry {
  return {
    at: result.receipt.receivedAt,
    who: envelope.actor,
    device: envelope.clientId,
    from,
    what: `act:${envelope.type}`,
    subject: envelope.caseId,
    outcome: result.outcome === 'accepted' ? 'done' : result.outcome,
    code: result.outcome === 'refused' ? result.refusal.code : null,
    act: hash,
    ...(resultHash === null ? {} : { result: resultHash }),
  };
}
