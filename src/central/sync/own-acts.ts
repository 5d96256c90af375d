import { ownActKey } from '#shared/model/decide.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { BatchItem } from './batch.ts';

const ownPrefix = ownActKey('');

/** Numbers of own acts that the acts of a batch rest on (`ownActKey` in their basis). */
function restsOn(items: readonly BatchItem[]): number[] {
  const numbers = items.flatMap(({ command }) =>
    Object.entries(command.basis.records).flatMap(([key, n]) => (key.startsWith(ownPrefix) ? [n] : [])),
  );
  return [...new Set(numbers)];
}

/** Which of the earlier acts that a batch rests on were not accepted. Those within the batch are known as they are run. */
export async function turnedDownBefore(
  db: ReadDb,
  clientId: string,
  items: readonly BatchItem[],
): Promise<Set<number>> {
  const first = items[0]?.envelope.n ?? 0;
  const earlier = restsOn(items).filter((n) => n < first);
  if (earlier.length === 0) return new Set();
  const rows = await db.rows<{ n: number; result: string }>(sql`
    select n, result from command_result where client_id = ${clientId} and n = any(${earlier}::bigint[])`);
  const accepted = rows.filter((row) => (JSON.parse(row.result) as CommandResult).outcome === 'accepted');
  const standing = new Set(accepted.map((row) => row.n));
  return new Set(earlier.filter((n) => !standing.has(n)));
}
