import { hash } from 'node:crypto';
import { AppError } from '#shared/errors/app-error.ts';
import type { Command } from '#shared/model/command.ts';
import { command } from '#shared/model/command.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { chainedOf, signedText } from '#shared/protocol/command-envelope.ts';
import type { CommandResult, PushRequest } from '#shared/protocol/push-commands.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { DeviceRow } from './device.ts';

/** An act of a batch: as it came, as the rule book reads it, what of it is signed, and its hash in the device's chain. */
export interface BatchItem {
  readonly envelope: CommandEnvelope;
  readonly command: Command;
  readonly signed: string;
  readonly hash: string;
}

/**
 * Reads a batch: one client, numbers in a row, payloads that fit their type.
 *
 * @throws AppError `bad-request` with the number at fault, `gap` where numbers within the batch are missing
 */
export function readBatch({ clientId, commands }: PushRequest): BatchItem[] {
  let before: number | null = null;
  return commands.map((envelope) => {
    const { n, type, payload, basis } = envelope;
    if (envelope.clientId !== clientId) throw new AppError('bad-request', { field: 'clientId', n });
    if (before !== null && n !== before + 1) throw new AppError('gap', { expected: before + 1, got: n });
    before = n;
    const parsed = command.safeParse({ type, payload, basis });
    if (!parsed.success) throw new AppError('bad-request', { field: 'payload', n });
    const signed = signedText(envelope);
    return { envelope, command: parsed.data, signed, hash: hash('sha256', chainedOf(signed, envelope.sig)) };
  });
}

interface StoredResult {
  readonly n: number;
  readonly hash: string;
  readonly result: string;
}

/**
 * Results of acts that have one already. The same number with other content is a second store with the same identity.
 *
 * @throws AppError `client-forked`
 */
export async function storedResults(
  db: ReadDb,
  clientId: string,
  repeated: readonly BatchItem[],
): Promise<CommandResult[]> {
  const numbers = repeated.map(({ envelope }) => envelope.n);
  if (numbers.length === 0) return [];
  const rows = await db.rows<StoredResult>(sql`
    select n, hash, result from command_result where client_id = ${clientId} and n = any(${numbers}::bigint[]) order by n`);
  const byNumber = new Map(rows.map((row) => [row.n, row]));
  return repeated.map(({ envelope, hash }) => {
    const row = byNumber.get(envelope.n);
    if (row?.hash !== hash) throw new AppError('client-forked', { by: 'content', n: envelope.n });
    return JSON.parse(row.result) as CommandResult;
  });
}

/**
 * New acts continue the device's chain without a gap, and each is signed by the device.
 *
 * @param signed what the check of the signatures came to, in the order of the acts
 * @throws AppError `gap`, `client-forked`, `signature-invalid`; nothing of the batch is applied then
 */
export function checkChain(device: DeviceRow, fresh: readonly BatchItem[], signed: readonly boolean[]): void {
  const first = fresh[0];
  if (first === undefined) return;
  if (first.envelope.n !== device.last_n + 1) {
    throw new AppError('gap', { expected: device.last_n + 1, got: first.envelope.n });
  }
  let chained = device.last_hash;
  for (const [index, { envelope, hash }] of fresh.entries()) {
    if (signed[index] !== true) throw new AppError('signature-invalid', { n: envelope.n });
    if (envelope.prevHash !== chained) throw new AppError('client-forked', { by: 'chain', n: envelope.n });
    chained = hash;
  }
}
