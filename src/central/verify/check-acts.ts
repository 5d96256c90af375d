import { hash } from 'node:crypto';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { chainedText, firstPrevHash } from '#shared/protocol/command-envelope.ts';
import { actEntry, entryText, type LogEntry, resultText } from '#shared/protocol/log-entry.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { ReadDb } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import { devicePublicKey, isSigned } from '../sync/device.ts';
import type { LogProblem } from './log-problem.ts';

/** Acts of one device, from number `from` to `to`. */
export interface ActsTask {
  readonly clientId: string;
  readonly from: number;
  readonly to: number;
  /** Chain hash of the act at `to`, where central names it: the device's last. */
  readonly lastHash: string | null;
}

export interface ActsReport {
  readonly acts: number;
  readonly problems: readonly LogProblem[];
}

interface ActRow {
  readonly n: number;
  readonly hash: string;
  readonly case_id: string;
  readonly outcome: string;
  readonly received_at: string;
  readonly envelope: string;
  readonly result: string;
  readonly log_stream: string | null;
  readonly log_n: number | null;
  readonly entry: string | null;
}

interface DeviceKey {
  readonly public_key: string;
  readonly revoked_at: string | null;
}

function parsed<Value>(text: string | null): Value | null {
  try {
    return text === null ? null : (JSON.parse(text) as Value);
  } catch {
    return null;
  }
}

type Kind = LogProblem['kind'];

/** Whether what is stored of an act is what its device signed; its place in the device's chain comes after. */
function envelopeProblem(row: ActRow, clientId: string, device: DeviceKey): Kind | null {
  const envelope = parsed<CommandEnvelope>(row.envelope);
  if (envelope === null || envelope.n !== row.n || envelope.clientId !== clientId || envelope.caseId !== row.case_id) {
    return 'act-changed';
  }
  if (!isSigned(envelope, devicePublicKey(device.public_key))) return 'signature-invalid';
  return hash('sha256', chainedText(envelope)) === row.hash ? null : 'act-changed';
}

/** Whether the entry of an act is the one that its envelope and its answer come to. */
function entryProblem(row: ActRow): Kind | null {
  const { log_stream: stream, log_n: place } = row;
  const entry = parsed<LogEntry>(row.entry);
  if (stream === null || place === null || entry === null) return 'act-missing';
  const envelope = parsed<CommandEnvelope>(row.envelope);
  const result = parsed<CommandResult>(row.result);
  if (envelope === null || entry.act !== row.hash) return 'act-changed';
  if (result === null || result.n !== row.n || result.outcome !== row.outcome) return 'result-changed';
  const own = hash('sha256', resultText(result));
  if (entry.result !== undefined && entry.result !== own) return 'result-changed';
  const resultHash = entry.result === undefined ? null : own;
  const expected = actEntry({ envelope, hash: row.hash, result, resultHash, from: entry.from });
  return entryText(stream, place, expected) === row.entry ? null : 'entry-changed';
}

function isLate(receivedAt: string, revokedAt: string | null): boolean {
  return revokedAt !== null && Date.parse(receivedAt) > Date.parse(revokedAt);
}

/**
 * Checks acts of a device: each signed by it and chained to the one before, each with its entry in the log, each answer the
 * one that the entry commits to, and none taken in after the device was revoked.
 */
export async function checkActs(db: ReadDb, task: ActsTask): Promise<ActsReport> {
  const { clientId, from, to } = task;
  const device = await db.first<DeviceKey>(
    sql`select public_key, revoked_at from client where client_id = ${clientId}`,
  );
  const rows = await db.rows<ActRow>(sql`
    select command_result.n, command_result.hash, case_id, outcome, received_at, envelope, result, log_stream, log_n, entry
    from command_result left join audit_log on audit_log.stream = log_stream and audit_log.n = log_n
    where client_id = ${clientId} and command_result.n >= ${from - 1} and command_result.n <= ${to}
    order by command_result.n`);
  const problems: LogProblem[] = [];
  const before = rows[0]?.n === from - 1 ? rows.shift() : undefined;
  let chained: string | null = from === 1 ? firstPrevHash : (before?.hash ?? null);
  let expected = from;
  for (const row of rows) {
    const report = (kind: Kind, n = row.n): void => {
      problems.push({ kind, stream: row.log_stream ?? '', n: row.log_n ?? 0, act: `${clientId}:${n}` });
    };
    for (; expected < row.n; expected += 1) {
      report('act-gap', expected);
      chained = null;
    }
    const sent = device === undefined ? 'act-unknown' : envelopeProblem(row, clientId, device);
    const kind = sent ?? entryProblem(row);
    if (kind !== null) report(kind);
    else if (chained !== null && parsed<CommandEnvelope>(row.envelope)?.prevHash !== chained) report('act-gap');
    if (isLate(row.received_at, device?.revoked_at ?? null)) report('revoked-device');
    chained = row.hash;
    expected = row.n + 1;
  }
  for (; expected <= to; expected += 1) {
    problems.push({ kind: 'act-gap', stream: '', n: 0, act: `${clientId}:${expected}` });
  }
  if (task.lastHash !== null && rows.at(-1)?.n === to && rows.at(-1)?.hash !== task.lastHash) {
    problems.push({ kind: 'act-changed', stream: '', n: 0, act: `${clientId}:${to}` });
  }
  return { acts: rows.length, problems };
}
